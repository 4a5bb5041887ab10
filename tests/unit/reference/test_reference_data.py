"""Checks of the hand-kept files in `seeds/reference` that no loader makes: names, codes, order, repeats."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

REFERENCE = Path(__file__).parents[3] / "seeds" / "reference"
FORMS = ("names", "adjectives", "people", "seats", "officials")
PLACE_KINDS = {"airport", "border", "bridge", "city", "crossing", "prison_or_base", "region", "village"}
MAX_PLACES_BYTES = 500_000  # the gazetteer is read on every run


def read_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return tomllib.loads((REFERENCE / "parties.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def parties(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {party["code"]: party for party in data["party"]}


@pytest.fixture(scope="module")
def owners(data: dict[str, Any]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for party in data["party"]:
        for form in FORMS:
            for name in party.get(form, ()):
                found[name].add(party["code"])
    return dict(found)


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    return read_rows("places.csv")


@pytest.fixture(scope="module")
def publishers() -> list[dict[str, str]]:
    return read_rows("publishers.csv")


@pytest.fixture(scope="module")
def state_codes(data: dict[str, Any]) -> set[str]:
    return {party["code"] for party in data["party"] if party["kind"] == "state"}


# --- parties ----------------------------------------------------------------------------------------------------------


def test_party_codes_are_unique(data: dict[str, Any]) -> None:
    codes = Counter(party["code"] for party in data["party"])
    assert [code for code, times in codes.items() if times > 1] == []


def test_parties_have_only_declared_fields(data: dict[str, Any]) -> None:
    allowed = {"code", "kind", "name", "from", "until", *FORMS}
    assert {party["code"]: extra for party in data["party"] if (extra := set(party) - allowed)} == {}
    assert {party["kind"] for party in data["party"]} == {"state", "actor", "organisation"}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("UKR", "state"), ("PSE", "state"), ("XKX", "state"), ("TWN", "state"), ("VAT", "state"), ("SUN", "state"),
        ("DDR", "state"), ("Hamas", "actor"), ("Houthis", "actor"), ("DPR", "actor"), ("SLA", "actor"),
        ("UN", "organisation"), ("ICRC", "organisation"), ("Trilateral Contact Group", "organisation"),
    ],
)  # fmt: skip
def test_parties_of_known_exchanges_are_there(code: str, kind: str, parties: dict[str, dict[str, Any]]) -> None:
    assert parties[code]["kind"] == kind


def test_the_known_exchanges_name_only_known_parties(parties: dict[str, dict[str, Any]]) -> None:
    with (REFERENCE.parent / "known_exchanges.csv").open(encoding="utf-8", newline="") as file:
        columns = ("party_a", "party_b", "mediators", "place_country")
        named = {code for row in csv.DictReader(file) for column in columns for code in row[column].split(";") if code}
    assert named - set(parties) == set()


def test_a_party_is_called_by_its_own_name(data: dict[str, Any]) -> None:
    states = [party for party in data["party"] if party["kind"] == "state"]
    assert [party["code"] for party in states if party["name"] not in party["names"]] == []
    assert [party["code"] for party in data["party"] if not party.get("names")] == []


@pytest.mark.parametrize("form", ["adjectives", "people", "seats"])
def test_every_state_has_each_form(form: str, data: dict[str, Any]) -> None:
    states = [party for party in data["party"] if party["kind"] == "state"]
    assert [party["code"] for party in states if not party.get(form)] == []


def test_only_gone_states_have_an_end(data: dict[str, Any]) -> None:
    dated = {party["code"]: (party["from"], party["until"]) for party in data["party"] if "until" in party}
    assert set(dated) == {"CSK", "DDR", "SUN", "YUG"}
    assert [code for code, (start, end) in dated.items() if start >= end] == []


def test_no_known_exchange_is_before_its_parties(parties: dict[str, dict[str, Any]]) -> None:
    with (REFERENCE.parent / "known_exchanges.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    early = [
        (row["exchange_date_start"], code)
        for row in rows
        for code in f"{row['party_a']};{row['party_b']}".split(";")
        if int(row["exchange_date_start"][:4] or 9999) < parties.get(code, {}).get("from", 0)
    ]
    assert early == []


def test_every_name_has_one_party_unless_shared(data: dict[str, Any], owners: dict[str, set[str]]) -> None:
    several = {name: codes for name, codes in owners.items() if len(codes) > 1}
    assert several == {entry["name"]: set(entry["codes"]) for entry in data["shared_name"]}


def test_shared_names_say_which_reading_is_the_default_and_why(data: dict[str, Any]) -> None:
    assert [entry["name"] for entry in data["shared_name"] if entry["default"] not in entry["codes"]] == []
    assert [entry["name"] for entry in data["shared_name"] if not entry["reason"].strip()] == []


def test_no_list_has_blanks_or_repeats(data: dict[str, Any]) -> None:
    lists = {(party["code"], form): party.get(form, []) for party in data["party"] for form in FORMS}
    lists |= {("alias_group", group["phrase"]): group["codes"] for group in data["alias_group"]}
    assert [key for key, values in lists.items() if len(values) != len(set(values))] == []
    assert [key for key, values in lists.items() if any(not value or value != value.strip() for value in values)] == []
    assert [key for key, values in lists.items() if any("’" in value or "  " in value for value in values)] == []


def test_alias_groups_stand_for_known_parties_and_for_no_single_name(
    data: dict[str, Any], parties: dict[str, dict[str, Any]], owners: dict[str, set[str]]
) -> None:
    phrases = Counter(group["phrase"] for group in data["alias_group"])
    assert [phrase for phrase, times in phrases.items() if times > 1 or phrase in owners] == []
    assert [group["phrase"] for group in data["alias_group"] if not set(group["codes"]) <= set(parties)] == []


def test_phrases_that_are_no_party_hold_a_party_name_and_are_none(
    data: dict[str, Any], owners: dict[str, set[str]]
) -> None:
    phrases = [entry["phrase"] for entry in data["not_a_party"]]
    assert len(phrases) == len(set(phrases))
    assert [phrase for phrase in phrases if phrase in owners] == []
    assert [phrase for phrase in phrases if not any(name in phrase for name in owners)] == []


# --- places -----------------------------------------------------------------------------------------------------------


def test_places_have_known_countries_and_kinds(places: list[dict[str, str]], state_codes: set[str]) -> None:
    assert [row for row in places if row["country"] not in state_codes] == []
    assert {row["kind"] for row in places} == PLACE_KINDS


def test_places_are_sorted_and_unique(places: list[dict[str, str]]) -> None:
    keys = [(row["name"], row["country"], row["kind"]) for row in places]
    assert keys == sorted(set(keys))


def test_a_place_name_has_one_country(places: list[dict[str, str]]) -> None:
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for row in places:
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            countries[name].add(row["country"])
    assert {name: codes for name, codes in countries.items() if len(codes) > 1} == {}


def test_no_place_is_called_like_a_party_or_an_official(places: list[dict[str, str]], data: dict[str, Any]) -> None:
    taken = {
        name.casefold()
        for party in data["party"]
        for form in ("names", "adjectives", "people", "officials")
        for name in party.get(form, ())
    }
    names = [name for row in places for name in (row["name"], *row["aliases"].split(";"))]
    assert [name for name in names if name.casefold() in taken] == []


def test_places_have_no_blanks_or_repeats(places: list[dict[str, str]]) -> None:
    for row in places:
        aliases = row["aliases"].split(";") if row["aliases"] else []
        values = [row["name"], *aliases]
        assert all(value and value == value.strip() for value in values), row
        assert len(values) == len(set(values)), row


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Glienicke Bridge", "DEU"), ("Kiev", "UKR"), ("Gorlivka", "UKR"), ("Mayorsk", "UKR"), ("Sayoun", "YEM"),
        ("Rosh Hanikra", "ISR"), ("Naqoura", "LBN"), ("Rafah crossing", "EGY"), ("Wagah", "PAK"), ("Attari", "IND"),
        ("Panmunjom", "KOR"), ("Esenboga", "TUR"), ("Mehrabad", "IRN"), ("Vnukovo", "RUS"), ("Hakari bridge", "AZE"),
        ("Gaza", "PSE"), ("Karabakh", "AZE"), ("Donetsk", "UKR"), ("Tripoli", "LBY"), ("Boryspil airport", "UKR"),
    ],
)  # fmt: skip
def test_places_of_exchanges_are_found_in_their_country(name: str, country: str, places: list[dict[str, str]]) -> None:
    assert {row["country"] for row in places if name in (row["name"], *row["aliases"].split(";"))} == {country}


@pytest.mark.parametrize("word", ["Split", "Reading", "Nice", "Van", "Santiago", "Ofer", "Erez", "Shoham", "Azov"])
def test_common_words_and_names_of_people_are_no_places(word: str, places: list[dict[str, str]]) -> None:
    assert [row for row in places if word in (row["name"], *row["aliases"].split(";"))] == []


def test_the_gazetteer_stays_small() -> None:
    assert (REFERENCE / "places.csv").stat().st_size <= MAX_PLACES_BYTES


# --- captives ---------------------------------------------------------------------------------------------------------


def test_captives_are_sorted_unique_and_of_two_known_parties(parties: dict[str, dict[str, Any]]) -> None:
    captives = read_rows("captives.csv")
    assert [row["name"] for row in captives] == sorted(row["name"] for row in captives)
    named = Counter(name.lower() for row in captives for name in (row["name"], *row["aliases"].split(";")) if name)
    assert [name for name, times in named.items() if times > 1] == []
    assert [
        row for row in captives if {row["held_by"], row["of"]} - parties.keys() or row["held_by"] == row["of"]
    ] == []


# --- exchanges --------------------------------------------------------------------------------------------------------


def test_known_exchanges_are_sorted_and_told_once_between_known_parties(parties: dict[str, dict[str, Any]]) -> None:
    rows = read_rows("exchanges.csv")
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    told = [tuple(row[name] for name in ("start", "end", "party_a", "party_b", "a_to_b", "b_to_a")) for row in rows]
    assert [each for each, times in Counter(told).items() if times > 1] == []
    listed = [
        (row, set(row["party_a"].split(";")), set(row["party_b"].split(";")), set(row["mediators"].split(";")) - {""})
        for row in rows
    ]
    assert [row for row, one, other, brokers in listed if (one | other | brokers) - parties.keys()] == []
    assert [row for row, one, other, _ in listed if one & other] == []


def test_known_exchanges_were_in_known_countries(state_codes: set[str]) -> None:
    rows = read_rows("exchanges.csv")
    assert [row for row in rows if set(row["place"].split(";")) - state_codes - {""}] == []


# --- publishers -------------------------------------------------------------------------------------------------------


def test_publishers_are_sorted_unique_and_whole(publishers: list[dict[str, str]], state_codes: set[str]) -> None:
    domains = [row["registered_domain"] for row in publishers]
    assert domains == sorted(set(domains))
    assert [row for row in publishers if not row["name"].strip() or row["country"] not in state_codes] == []


def test_publishers_have_bare_domains(publishers: list[dict[str, str]]) -> None:
    domains = [row["registered_domain"] for row in publishers]
    assert [name for name in domains if name != name.lower() or name.startswith("www.") or "/" in name] == []
    assert [name for name in domains if "." not in name] == []
