"""Whether a statement tells of a hand-over that the report has told of before: reasons for and against, weighed.

Belongs here: the reasons by name, each with its weight. Not here: when one holds (`same_time.py`, `same_people.py`,
`same_known.py`, `same_course.py`), making events of statements (`joining.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from assets.extract.events.evidence import Account, Evidence, View
from assets.extract.events.same_course import is_other_offer, is_other_plan, is_outlook, is_precedent, is_still_to_come
from assets.extract.events.same_known import is_known_apart, is_known_beside, is_of_known_others
from assets.extract.events.same_people import (
    goes_on,
    is_answer,
    is_main,
    is_of_bodies_apart,
    is_of_foreigners,
    is_of_other_persons,
    is_other_swap,
    is_outside,
    is_told_last,
    is_with_ally,
    is_with_other_adversary,
    shares_figures,
)
from assets.extract.events.same_time import (
    is_another_group,
    is_at_other_time,
    is_at_same_time,
    is_in_same_month,
    is_long_before_news,
    is_next_leg,
    is_on_calendar_day,
    is_on_other_weekday,
    is_told_as_earlier,
    is_within_time,
)

Reason = Callable[[Evidence, Account, View], bool]

# Swept one by one over the annotated reports, half a point to four points up and down. Weights fitted by regression,
# also with the words around, read no better what they had not seen. What speaks against outweighs that the main event
# was told of just before (1.5) and that the day or a figure is the same (2), not all three.
REASONS: Final[dict[str, tuple[float, Reason]]] = {
    "main": (1.0, is_main),
    "told_last": (0.5, is_told_last),
    "same_time": (2.0, is_at_same_time),
    "same_figures": (2.0, shares_figures),
    "goes_on": (2.0, goes_on),
    "answer": (6.0, is_answer),
    "outlook": (4.0, is_outlook),
    "same_month": (-5.0, is_in_same_month),
    "within_time": (-4.0, is_within_time),
    "other_time": (-4.0, is_at_other_time),
    "next_leg": (-4.0, is_next_leg),
    "another_group": (-2.0, is_another_group),
    "long_before_news": (-4.0, is_long_before_news),
    "told_as_earlier": (-6.0, is_told_as_earlier),
    "calendar_day": (-4.0, is_on_calendar_day),
    "other_weekday": (-4.0, is_on_other_weekday),
    "precedent": (-4.0, is_precedent),
    "other_plan": (-4.0, is_other_plan),
    "other_offer": (-8.0, is_other_offer),
    "still_to_come": (-4.0, is_still_to_come),
    "other_adversary": (-4.0, is_with_other_adversary),
    "ally": (-8.0, is_with_ally),
    "other_swap": (-4.0, is_other_swap),
    "other_persons": (-0.5, is_of_other_persons),
    "known_elsewhen": (-6.0, is_of_known_others),
    "foreigners": (-4.0, is_of_foreigners),
    "known_apart": (-4.0, is_known_apart),
    "known_beside": (-2.0, is_known_beside),
    "outside": (-4.0, is_outside),
    "bodies_apart": (-6.0, is_of_bodies_apart),
}


def reasons_for(new: Evidence, account: Account, view: View) -> list[str]:
    """The names of the reasons that hold, for and against a statement telling of an event."""
    return [name for name, (_, holds) in REASONS.items() if holds(new, account, view)]


def weigh(names: Iterable[str]) -> float:
    """How much speaks for an event; below 0 more speaks against it."""
    return sum(REASONS[name][0] for name in names)


def contradictions(names: Iterable[str]) -> frozenset[str]:
    """Those of the reasons that speak against the event."""
    return frozenset(name for name in names if REASONS[name][0] < 0)
