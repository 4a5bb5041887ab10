"""Each reason that speaks for or against two statements being of one hand-over holds in a text that tells it."""

from datetime import date

import pytest

from assets.extract.events.events import Event
from assets.extract.events.evidence import Account, View, evidence_of
from assets.extract.events.sameness import REASONS, contradictions, reasons_for, weigh
from assets.extract.parties.parties import Sides
from assets.extract.reading import read_report
from tests.unit.extract.case_table import lexicon

DAY = date(2024, 5, 8)  # a Wednesday
NEWS = "Russia and Ukraine exchanged 75 prisoners each on Tuesday."
PLAN = "Russia and Ukraine have agreed to exchange 75 prisoners each."
TEXTS = {
    "main": f"{NEWS} The swap took weeks to prepare.",
    "told_last": f"{NEWS} The swap took weeks to prepare.",
    "same_time": f"{NEWS} Ukraine received its 75 soldiers on Tuesday.",
    "same_figures": f"{NEWS} Ukraine welcomed 75 prisoners freed by Russia.",
    "answer": "Russia freed 75 Ukrainian prisoners. In return Ukraine released 60 Russian soldiers.",
    "outlook": f"{NEWS} They will exchange more prisoners.",
    "other_time": f"{NEWS} On February 8 Russia and Ukraine exchanged 100 prisoners each.",
    "within_time": "In April Russia and Ukraine exchanged 400 prisoners each. On April 14 Russia freed 95.",
    "long_before_news": "Russia freed 95 captured Ukrainian soldiers. On April 24 it gave Ukraine 60 others.",
    "next_leg": f"{NEWS} On Monday Russia and Ukraine exchanged 40 prisoners each.",
    "other_swap": f"{NEWS} Russia and Ukraine also traded 60 soldiers for 50.",
    "other_offer": "Russia freed John Hale for Oleg Brodin. Washington offers to trade Pavel Lunin for Mary Stone.",
    "still_to_come": f"{NEWS} Another 40 prisoners will be exchanged on Friday.",
    "told_as_earlier": f"{NEWS} In an earlier exchange Russia freed 12 Ukrainian soldiers.",
    "outside": f"{NEWS} Outside the swap Russia released 22 wounded Ukrainian soldiers.",
    "another_group": f"{NEWS} A second group of 30 Ukrainian soldiers was freed by Russia that night.",
    "bodies_apart": f"{NEWS} Russia and Ukraine also exchanged the bodies of fallen soldiers, 212 for 45.",
    "precedent": f"{PLAN} On February 8 Russia and Ukraine exchanged 100 prisoners each.",
}


def _reasons(text: str) -> list[str]:
    """The reasons that hold between the last statement of a text and the event of the first one."""
    reading = read_report(text, DAY, lexicon())
    statements = sorted((s for e in reading.events for s in e.statements), key=lambda s: s.number)
    sides = Sides(main=reading.events[0].sides)
    account = Account(Event(focus=True, sides=sides.main))
    account.add(evidence_of(statements[0]))
    return reasons_for(evidence_of(statements[-1]), account, View(sides, DAY, account, account))


@pytest.mark.parametrize("name", TEXTS)
def test_reason_holds_where_a_text_tells_it(name: str) -> None:
    assert name in _reasons(TEXTS[name])


@pytest.mark.parametrize("name", ["main", "same_time", "same_figures", "answer", "outlook"])
def test_what_is_told_again_is_no_other_hand_over(name: str) -> None:
    assert weigh(_reasons(TEXTS[name])) >= 0


def test_one_contradiction_outweighs_that_the_main_event_was_told_of_just_before() -> None:
    against = contradictions(REASONS)
    assert {name for name in against if weigh(["main", "told_last", name]) >= 0} == {"other_persons"}
