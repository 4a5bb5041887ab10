import pytest

from assets.deduplicate.attestation import Sources, record_conflict, tally


def test_a_claim_counts_once_for_a_value(claims):
    (claim,) = claims({"report": "a"})
    assert tally([("x", claim), ("x", claim), ("y", claim)]) == {"x": [claim], "y": [claim]}


def test_independent_source_is_the_publisher_of_the_original(claims):
    one, two, three = claims(
        {"report": "a", "publisher": "one.example"},
        {"report": "b", "publisher": "two.example"},
        {"report": "c", "publisher": None},
    )
    sources = Sources({"b": "a", "c": "c"}, {"a": "one.example", "b": "two.example", "c": None})
    assert sources.of(one) == sources.of(two) == "publisher one.example"
    assert sources.of(three) == "report c"
    assert sources.count([one, two, three]) == 2


def test_the_chosen_value_is_one_of_those_given(claims):
    (claim,) = claims({"report": "a"})
    with pytest.raises(ValueError, match=r"date: '2024' was chosen, but claims give only 2023"):
        record_conflict("date", {"2023": [claim]}, "2024", "most_attested", Sources({}, {}))
