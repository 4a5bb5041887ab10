"""Two sides and two figures told in many ways, by every pair of a list: each says who gave whom how many."""

from datetime import date

import pytest

from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

PUBLISHED = date(2020, 5, 6)
WORDS = ["five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
# A state, the group it fights, how reports call both, and the people of each.
GROUPS = [
    ("COL", "FARC", "Bogota", "the FARC", "guerrillas", "soldiers"),
    ("NGA", "Boko Haram", "the Nigerian army", "Boko Haram", "militants", "policemen"),
    ("YEM", "Houthis", "the internationally recognised government", "the Houthis", "rebels", "soldiers"),
    ("PHL", "NPA", "the Philippine army", "the New People's Army", "rebels", "police officers"),
    ("SDN", "RSF", "Sudan's military", "the Rapid Support Forces", "fighters", "soldiers"),
    ("MLI", "JNIM", "the junta in Bamako", "the jihadists", "jihadists", "gendarmes"),
    ("SOM", "Al-Shabaab", "the Somali government", "the militants", "fighters", "soldiers"),
    ("LKA", "LTTE", "the Sri Lankan navy", "the Tigers", "rebels", "sailors"),
    ("COD", "M23", "Kinshasa", "the M23 rebels", "rebels", "soldiers"),
    ("MMR", "KIA", "the junta", "the Kachin Independence Army", "fighters", "troops"),
    ("ETH", "TPLF", "the federal government", "Tigrayan forces", "fighters", "soldiers"),
    ("LBY", "LNA", "the unity government", "the Libyan National Army", "fighters", "soldiers"),
    ("TUR", "PKK", "Ankara", "the Kurdish rebels", "militants", "soldiers"),
    ("AFG", "Taliban", "the authorities in Kabul", "the Taliban", "insurgents", "policemen"),
]
OF_GROUPS = [
    "{S} freed {n} {theirs} in a prisoner exchange, and {g} let {m} {own} go.",
    "{G} handed over {m} {own} and {s} released {n} {theirs} in return.",
    "{M} {own} were freed by {g} in exchange for {n} {theirs}, {s} said.",
    "{S} got {m} {own} back from {g} for {n} {theirs}.",
    "In an exchange between {s} and {g}, {n} {theirs} were swapped for {m} {own}.",
    "For {n} {theirs}, {g} gave up {m} {own} to {s}.",
    "{M} captives of {g} were set free in exchange for {n} prisoners held by {s}.",
    "{G} let {m} captives go after {s} had freed {n} detainees, as part of a prisoner exchange.",
    "A spokesman for {g} said that {n} of its fighters had been released by {s} and that it had handed over {m} {own}.",
    "{G} received {n} of its fighters and {s} received {m} {own} in the exchange.",
    "The exchange brought {n} {theirs} back to {g} and {m} {own} back to {s}.",
]
STATES = [
    ("RUS", "UKR", "the Russian defence ministry", "the authorities in Kyiv", "Russians", "Ukrainians", "Russian"),
    ("IND", "PAK", "the Border Security Force", "Pakistan", "Indians", "Pakistanis", "Indian"),
    ("ARM", "AZE", "Yerevan", "the Azerbaijani side", "Armenians", "Azerbaijanis", "Armenian"),
    ("IRN", "USA", "the Iranian judiciary", "the Biden administration", "Iranians", "Americans", "Iranian"),
    ("ERI", "ETH", "Asmara", "the Ethiopian army", "Eritreans", "Ethiopians", "Eritrean"),
    ("ISR", "EGY", "the Israeli government", "Cairo", "Israelis", "Egyptians", "Israeli"),
    ("KHM", "THA", "Phnom Penh", "the Thai government", "Cambodians", "Thais", "Cambodian"),
    ("CUB", "USA", "Havana", "the White House", "Cubans", "Americans", "Cuban"),
    ("SRB", "HRV", "the Serbian government", "Zagreb", "Serbs", "Croats", "Serbian"),
]
OF_STATES = [
    "{S} freed {n} {theirs} and {g} let {m} {own} go.",
    "{S} received {m} soldiers from {g} in exchange for {n} captives.",
    "{S} gave {g} {n} captives and got {m} back in a prisoner swap.",
    "{N} captives held by {s} were swapped for {m} held by {g}.",
    "{S} said that it had received {m} of its citizens from {g} and had given up {n} prisoners.",
    "{S} announced the return of {m} of its nationals from {g} in exchange for {n} {theirs}.",
    "{S} set {n} {theirs} free. In return it got {m} {own} from {g}.",
    "{N} {theirs} went home on Friday under an exchange with {s}, while {m} {own} went the other way.",
    "{S} handed over to {g} the bodies of {n} soldiers and got {m} bodies in return.",
    "{N} prisoners were released by {s} and {m} by {g}.",
    "{G} secured the release of {n} of its citizens from {s}; {m} {own} were let go for them.",
    "{S} welcomed home {m} of its soldiers after {g} had freed them in exchange for {n} {theirs}.",
]


def _texts(template, pairs, own, theirs):
    """One text a pair: text, code of the side that gives the first figure, code of the other, both figures."""
    for number, pair in enumerate(pairs):
        n, m = number % 5, 5 + number % 4
        state, group = pair[2], pair[3]
        text = template.format(
            s=state,
            g=group,
            S=state[0].upper() + state[1:],
            G=group[0].upper() + group[1:],
            n=WORDS[n],
            m=WORDS[m],
            N=WORDS[n].title(),
            M=WORDS[m].title(),
            own=pair[own],
            theirs=pair[theirs],
        )
        yield text, pair[0], pair[1], n + 5, m + 5


def _wrong(texts):
    """The texts of which another figure or direction is read than the one told."""
    for text, one, other, n, m in texts:
        events = read_report(text, PUBLISHED, lexicon()).events
        found = {(t.direction, t.count) for event in events for t in event.transfers}
        if found != {((one, other), n), ((other, one), m)}:
            yield text, sorted(found, key=str)


@pytest.mark.parametrize("template", OF_GROUPS)
def test_a_group_and_the_state_it_fights(template):
    assert list(_wrong(_texts(template, GROUPS, own=5, theirs=4))) == []


@pytest.mark.parametrize("template", OF_STATES)
def test_two_states(template):
    assert list(_wrong(_texts(template, STATES, own=4, theirs=5))) == []
