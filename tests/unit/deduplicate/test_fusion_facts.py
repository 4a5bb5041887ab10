import pytest

from assets.deduplicate.attestation import Sources
from assets.deduplicate.fusion_facts import (
    fuse_country,
    fuse_date,
    fuse_mediators,
    fuse_parties,
    fuse_place,
    fuse_status,
    interval_text,
)
from assets.deduplicate.weights import load_weights

WEIGHTS = load_weights()


@pytest.fixture
def told(claims):
    """Claims with the sources that they come from; reports are named by their place unless they say otherwise."""

    def make(*specifications):
        read = claims(*({"report": f"r{n}", **told} for n, told in enumerate(specifications)))
        return read, Sources({}, {claim.report.report_id: claim.report.publisher for claim in read})

    return make


def values_of(conflicts):
    return {conflict.value: (conflict.n_publishers, conflict.chosen) for conflict in conflicts}


@pytest.mark.parametrize(
    ("statuses", "chosen", "disputed"),
    [
        ([("completed", "2024-05-31"), ("agreed", "2024-05-20")], "completed", False),
        ([("proposed", "2024-05-20"), ("agreed", "2024-05-21")], "agreed", False),
        ([("cancelled", "2024-05-22"), ("agreed", "2024-05-21")], "cancelled", False),
        ([("cancelled", "2024-05-22"), ("agreed", "2024-05-23")], "agreed", True),  # revived
        ([("completed", "2019-08-29"), ("proposed", "2019-08-30")], "proposed", True),  # reported too early
        ([("completed", "2019-08-29"), ("proposed", "2019-08-30"), ("completed", "2019-09-07")], "completed", True),
        ([("completed", None), ("proposed", "2019-08-30")], "completed", False),  # nothing is known to be later
        ([("completed", "2024-06-02"), ("cancelled", "2024-05-28")], "completed", True),
    ],
)
def test_status_by_lifecycle(statuses, chosen, disputed, told):
    read, sources = told(*({"status": status, "on": on} for status, on in statuses))
    status, conflicts = fuse_status(read, sources)
    assert status == chosen
    assert bool(conflicts) is disputed
    if disputed:
        assert [value for value, (_, is_chosen) in values_of(conflicts).items() if is_chosen] == [chosen]


def test_a_look_back_takes_nothing_back(told):
    read, sources = told({"on": "2024-05-31"}, {"status": "agreed", "on": "2024-07-01", "focus": False})
    assert fuse_status(read, sources) == ("completed", [])


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        (["2024-05", "2024-05-31"], "2024-05-31"),
        (["2020-12-14..2020-12-15", "2020-12-14"], "2020-12-14"),
        (["2022-12-08", "2022-12-09", "2022-12-08"], "2022-12-08"),
        (["2022-12-09", "2022-12-08"], "2022-12-08"),  # a tie: the earlier
        (["2022-12-09", "2022-12-08", "2022-12"], "2022-12"),  # all three are consistent with the month
        ([None, "2024"], "2024"),
    ],
)
def test_date_that_most_sources_are_consistent_with(dates, chosen, told):
    read, sources = told(*({"date": text} for text in dates))
    interval, conflicts = fuse_date(read, sources)
    assert interval is not None
    assert interval_text(interval) == chosen
    assert [conflict.value for conflict in conflicts if conflict.chosen] in ([], [chosen])


@pytest.mark.parametrize(
    ("told_twice", "fuse", "value"),
    [
        ({"date": "2022-12-09"}, lambda read, sources: interval_text(fuse_date(read, sources)[0]), "2022-12-09"),
        ({"country": "UKR"}, lambda read, sources: fuse_country(read, sources)[0], "UKR"),
        ({"country": "BLR", "place": "Gomel"}, lambda r, s: fuse_place(r, "BLR", s, WEIGHTS)[0], "Gomel"),
    ],
)
def test_of_equals_what_was_read_most_surely(told_twice, fuse, value, told):
    others = {"date": "2022-12-08", "country": "BLR", "place": "Brest Castle"}
    other = {key: others[key] for key in told_twice}
    assert fuse(*told({**told_twice, "confidence": 0.9}, {**other, "confidence": 0.4})) == value
    assert fuse(*told({**told_twice, "confidence": 0.4}, {**other, "confidence": 0.9})) != value
    most = [{**other, "confidence": 0.4}] * 2
    assert fuse(*told({**told_twice, "confidence": 0.9}, *most)) != value  # sources count first


def test_days_that_differ_are_a_conflict(told):
    read, sources = told({"date": "2022-12-08"}, {"date": "2022-12-09"}, {"date": "2022-12-08"})
    _, conflicts = fuse_date(read, sources)
    assert values_of(conflicts) == {"2022-12-08": (2, True), "2022-12-09": (1, False)}


def test_no_date(told):
    read, sources = told({})
    assert fuse_date(read, sources) == (None, [])


def test_a_copy_and_a_second_report_of_a_publisher_add_no_source(claims):
    read = claims(
        {"report": "a", "date": "2022-12-08", "publisher": "one.example"},
        {"report": "b", "date": "2022-12-09", "publisher": "two.example"},
        {"report": "c", "date": "2022-12-09", "publisher": "two.example"},
        {"report": "d", "date": "2022-12-09", "publisher": "three.example"},
        {"report": "e", "date": "2022-12-08", "publisher": None},
    )
    sources = Sources({"d": "b"}, {claim.report.report_id: claim.report.publisher for claim in read})
    _, conflicts = fuse_date(read, sources)
    assert values_of(conflicts) == {"2022-12-08": (2, True), "2022-12-09": (1, False)}


@pytest.mark.parametrize(
    ("countries", "chosen", "n_values"),
    [(["UKR", "UKR", "BLR"], "UKR", 2), (["UKR", None], "UKR", 0), ([None], None, 0)],
)
def test_country_of_most_sources(countries, chosen, n_values, told):
    read, sources = told(*({"country": country} for country in countries))
    country, conflicts = fuse_country(read, sources)
    assert (country, len(conflicts)) == (chosen, n_values)


@pytest.mark.parametrize(
    ("places", "chosen", "n_values"),
    [
        (["Sumy", "Sumy region", "Chernihiv"], "Sumy region", 2),
        (["Horlivka", "Mayorsk checkpoint, near Horlivka", "Gorlivka"], "Mayorsk checkpoint, near Horlivka", 0),
        (["Sumy", "Chernihiv"], "Chernihiv", 2),  # a tie: the fuller
        ([None], None, 0),
    ],
)
def test_place_of_most_sources_by_its_fullest_spelling(places, chosen, n_values, told, weights):
    read, sources = told(*({"place": place} for place in places))
    place, conflicts = fuse_place(read, None, sources, weights)
    assert (place, len(conflicts)) == (chosen, n_values)


def test_place_lies_in_the_chosen_country(told, weights):
    read, sources = told({"place": "Minsk", "country": "BLR"}, {"place": "Sumy", "country": "UKR"})
    assert fuse_place(read, "UKR", sources, weights)[0] == "Sumy"


@pytest.mark.parametrize(
    ("parties", "chosen", "dropped"),
    [
        (["RUS UKR", "RUS UKR"], ("RUS", "UKR"), ()),
        (["DPR UKR", "DPR LPR UKR"], ("DPR", "LPR", "UKR"), ()),
        (["RUS UKR", "RUS UKR", "RUS UKR", "RUS UKR BLR"], ("RUS", "UKR"), ("party BLR",)),
        (["DDR SUN West", "DDR SUN USA"], ("DDR", "SUN", "USA"), ()),
        (["SUN USA", "RUS USA", "SUN USA"], ("SUN", "USA"), ()),
    ],
)
def test_parties_that_are_attested(parties, chosen, dropped, told, weights):
    read, sources = told(*({"parties": text} for text in parties))
    fused, conflicts = fuse_parties(read, sources, weights)
    assert fused == chosen
    assert {conflict.attribute for conflict in conflicts} == set(dropped)


def test_every_mediator_counts(told):
    read, sources = told({"mediators": "USA QAT"}, {"mediators": "EGY QAT"}, {})
    assert fuse_mediators(read, sources) == ("EGY", "QAT", "USA")
