import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.fusion import fuse


@pytest.fixture
def fused(claims, weights):
    def make(*told, copies=None):
        read = claims(*({"report": f"r{n}", **claim} for n, claim in enumerate(told)))
        publishers = {claim.report.report_id: claim.report.publisher for claim in read}
        return fuse("X1", read, Sources(copies or {}, publishers), weights)

    return make


@pytest.mark.parametrize(
    ("told", "grade"),
    [
        ([{"moved": "RUS>UKR 195"}], "single_source"),
        ([{"moved": "RUS>UKR 195", "publisher": "x"}] * 2, "single_source"),
        ([{"moved": "RUS>UKR 195"}] * 2, "several_sources"),
        ([{"moved": "RUS>UKR 195 says UKR; UKR>RUS 195 says RUS"}], "both_sides"),
        ([{"moved": "RUS>UKR 195 says UKR"}, {"moved": "UKR>RUS 195 says RUS"}], "both_sides"),
        ([{"moved": "RUS>UKR 195 says UKR; UKR>RUS 195 says UKR"}], "single_source"),
        ([{"moved": "RUS>UKR 195 says UKR; UKR>RUS 195 says RUS"}, {"moved": "RUS>UKR 207"}], "disputed"),
    ],
)
def test_grade(told, grade, fused):
    assert fused(*told).exchange["grade"] == grade


def test_attestation_collapses_copies_and_publishers(fused):
    found = fused(
        {"on": "2024-05-31", "publisher": "one.example"},
        {"on": "2024-06-01", "publisher": "one.example"},
        {"on": "2024-06-02", "publisher": "two.example"},
        {"publisher": None},
        {"publisher": None},
        copies={"r2": "r0"},
    ).exchange
    assert (found["n_claims"], found["n_reports"], found["n_publishers"]) == (5, 5, 3)
    assert str(found["first_reported_on"]) == "2024-05-31"
    assert str(found["last_reported_on"]) == "2024-06-02"


def test_every_row_carries_the_id_and_conflicts_are_sorted(fused):
    found = fused(
        {"moved": "RUS>UKR 195", "persons": ["Oleg Sentsov"], "country": "UKR"},
        {"moved": "RUS>UKR 207", "country": "BLR"},
    )
    rows = [found.exchange, *found.transfers, *found.persons, *found.conflicts]
    assert {row["exchange_id"] for row in rows} == {"X1"}
    keys = [(row["attribute"], row["value"]) for row in found.conflicts]
    assert keys == [
        ("count RUS>UKR", "195"),
        ("count RUS>UKR", "207"),
        ("place_country", "BLR"),
        ("place_country", "UKR"),
    ]


def test_an_exchange_without_any_date_has_none(fused):
    found = fused({"on": "2024-05-31"}).exchange
    assert (found["date_start"], found["date_end"], found["date_precision"]) == (None, None, "unknown")
