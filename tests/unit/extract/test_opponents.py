"""Every armed group of the reference data exchanges with the state that it fights, however that state is named."""

import tomllib
from datetime import date

import pytest

from assets.extract.claims import REFERENCE
from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

PARTIES = {p["code"]: p for p in tomllib.loads((REFERENCE / "parties.toml").read_text(encoding="utf-8"))["party"]}
RELATIONS = tomllib.loads((REFERENCE / "constituencies.toml").read_text(encoding="utf-8"))
OPPONENTS = [(o["actor"], o["state"]) for o in RELATIONS["opponent"] if "/" not in o["actor"]]
LATE = 1993  # most groups were there


@pytest.mark.parametrize(("group", "state"), OPPONENTS)
def test_group_exchanges_with_its_opponent(group, state):
    names, year = PARTIES[group]["names"][0], max(PARTIES[group].get("from", 0) + 3, LATE)
    published = date(min(year, PARTIES[state].get("until", year + 1) - 1), 5, 6)
    given, back = (group, state), (state, group)
    texts = {
        f"{names} freed 12 soldiers in a prisoner exchange with {PARTIES[state]['names'][0]}.": {(given, 12)},
        f"Twelve fighters of {names} were exchanged for nine soldiers.": {(back, 12), (given, 9)},
        f"In a swap {names} gave up six policemen and the government let ten rebels go.": {(given, 6), (back, 10)},
    }
    for text, expected in texts.items():
        events = read_report(text, published, lexicon()).events
        assert {(t.direction, t.count) for event in events for t in event.transfers} == expected, text


def test_every_relation_is_of_known_parties():
    pairs = [*OPPONENTS, *RELATIONS["adversaries"]["pairs"]]
    assert [pair for pair in pairs if not set(pair) <= PARTIES.keys()] == []
