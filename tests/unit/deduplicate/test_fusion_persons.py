from dataclasses import replace

import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.fusion_persons import fuse_persons


@pytest.fixture
def named(claims, weights):
    def fuse(*names):
        read = claims(*({"report": f"r{n}", "persons": list(persons)} for n, persons in enumerate(names)))
        sources = Sources({}, {claim.report.report_id: claim.report.publisher for claim in read})
        rows, _ = fuse_persons(read, sources, weights)
        return [(row["name"], row["aliases"], row["n_claims"]) for row in rows]

    return fuse


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([["Oleg Sentsov"], ["Oleh Sentsov"], ["Oleh Sentsov"]], [("Oleh Sentsov", ["Oleg Sentsov"], 3)]),
        ([["Oleg Sentsov"], ["Sentsov"], ["Sentsov"]], [("Oleg Sentsov", ["Sentsov"], 3)]),
        ([["Oleg Sentsov"], ["Oleg Hennadijovych Sentsov"]], [("Oleg Hennadijovych Sentsov", ["Oleg Sentsov"], 2)]),
        ([["Trevor Reed"], ["Marc Reed"]], [("Marc Reed", [], 1), ("Trevor Reed", [], 1)]),
        ([["Oleg"], ["Oleg Sentsov"]], [("Oleg", [], 1), ("Oleg Sentsov", [], 1)]),
    ],
)
def test_spellings_of_one_person(names, expected, named):
    assert sorted(named(*names)) == expected
    assert sorted(named(*reversed(names))) == expected


def test_who_released_somebody_may_be_in_dispute(claims, weights):
    read = claims({"report": "a", "persons": ["Marc Fogel"]}, {"report": "b", "persons": ["Marc Fogel"]})
    turned = [
        replace(claim, persons=(replace(claim.persons[0], released_by=giving, received_by=getting),))
        for claim, (giving, getting) in zip(read, [("RUS", "USA"), ("USA", "RUS")], strict=True)
    ]
    (row,), conflicts = fuse_persons(turned, Sources({}, {}), weights)
    assert (row["released_by"], row["received_by"]) == ("RUS", "USA")
    assert {(c.attribute, c.value, c.chosen) for c in conflicts} == {
        ("released_by Marc Fogel", "RUS", True),
        ("released_by Marc Fogel", "USA", False),
    }
