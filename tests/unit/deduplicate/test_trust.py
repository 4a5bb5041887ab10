"""Sources that are trusted less: what they tell stays in sight, and decides nothing against others."""

import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.resolve import resolve_exchanges


@pytest.fixture
def resolved(tables):
    """What resolution makes of claims, of which some are from a source of the given trust."""

    def resolve(trust, *told):
        given = tables([{"on": "2024-06-01", "date": "2024-05-31", "place": "Sumy", **claim} for claim in told])
        sources = given["clean_reports"]["report_id"].to_pylist()
        names = ["blog" if report.startswith("blog") else "desk" for report in sources]
        reports = given["clean_reports"]
        place = reports.column_names.index("source")
        given["clean_reports"] = reports.set_column(place, reports.schema.field(place), [names])
        return resolve_exchanges(given, trust={"blog": trust} if trust is not None else {})

    return resolve


@pytest.mark.parametrize(
    ("trust", "count", "rule", "grade"),
    [
        (None, 90, "most_publishers", "disputed"),
        (1.0, 90, "most_publishers", "disputed"),
        (0.6, 90, "most_publishers", "disputed"),  # two such sources weigh more than one
        (0.5, 90, "larger", "disputed"),  # as much as one
        (0.4, 75, "trusted_source", "single_source"),
        (0.0, 75, "trusted_source", "single_source"),
    ],
)
def test_the_figure_of_a_trusted_source_stands(trust, count, rule, grade, resolved):
    found = resolved(
        trust,
        {"report": "desk", "moved": "RUS>UKR 75; UKR>RUS 60"},
        {"report": "blog1", "moved": "RUS>UKR 90; UKR>RUS 60"},
        {"report": "blog2", "moved": "RUS>UKR 90; UKR>RUS 60"},
    )
    (exchange,) = found["exchanges"].to_pylist()
    transfer = next(row for row in found["exchange_transfers"].to_pylist() if row["released_by"] == "RUS")
    assert (transfer["count_best"], transfer["rule"]) == (count, rule)
    assert (transfer["count_low"], transfer["count_high"]) == (75, 90)
    assert exchange["n_publishers"] == 3
    assert exchange["grade"] == grade


@pytest.mark.parametrize(("trust", "status"), [(None, "completed"), (0.5, "agreed")])
def test_a_status_is_that_of_sources_with_some_weight(trust, status, resolved):
    found = resolved(
        trust,
        {"report": "desk", "moved": "RUS>UKR 75", "status": "agreed"},
        {"report": "blog1", "moved": "RUS>UKR 75", "status": "completed"},
    )
    (exchange,) = found["exchanges"].to_pylist()
    assert (exchange["status"], exchange["n_claims"]) == (status, 2)


def test_a_source_is_trusted_as_far_as_what_it_repeats(claims):
    one, other, copy = claims({"report": "a"}, {"report": "b"}, {"report": "c"})
    sources = Sources({"c": "b"}, {"a": "a.example", "b": "b.example", "c": "c.example"}, trust={"b": 0.25})
    assert [sources.support([claim]) for claim in (one, other, copy)] == [1, 0.25, 0.25]
    assert sources.support([one, other, copy]) == 1.25
    assert sources.count([one, other, copy]) == 2
