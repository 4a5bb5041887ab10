"""Joining: which statements tell of the same hand-over, and which of another one.

Belongs here: putting each statement to an event that the report has told of, or to a new one. Not here: what speaks
for and against two tellings being of one event (`sameness.py`), what an event's date, place or figures are
(`slots.py`, `transfers.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from assets.extract.events.events import Event
from assets.extract.events.evidence import Account, Evidence, View, bears_event, evidence_of
from assets.extract.events.sameness import contradictions, reasons_for, weigh
from assets.extract.flows.directions import same_side
from assets.extract.language.known_exchanges import Captive
from assets.extract.parties.parties import Sides
from assets.extract.statements.statements import Statement

# Reasons by which a hand-over apart from the main one is news, too: of the same days, or still to come.
BESIDE = frozenset(("ally", "still_to_come", "outside", "other_swap", "bodies_apart", "another_group", "foreigners"))
# Of these the ones by which it is apart, whoever changes hands, and those by what is known.
SURELY_APART = BESIDE - {"outside", "another_group", "foreigners"} | {"known_elsewhen", "known_apart", "known_beside"}


def join_statements(
    statements: list[Statement], sides: Sides, known: Mapping[int, Collection[Captive]], published: date | None
) -> list[Event]:
    """Statements about one hand-over under one event; the first event is the one the report is mainly about.

    `known` are the captives that each sentence names who are known to have been exchanged by the day of the report.
    """
    main = Account(Event(focus=True, sides=sides.main))
    accounts = [main]
    for statement in statements:
        evidence = evidence_of(statement, known.get(statement.number, ()))
        account = main
        if main.told:
            view = View(sides, published, main, _told_last(statement, accounts))
            found = _account_of(evidence, accounts, view)
            if found is None:
                continue
            account = found
        account.add(evidence)
    return [account.event for account in accounts if account.told]


def _account_of(new: Evidence, accounts: list[Account], view: View) -> Account | None:
    """The event that most speaks for; a new one where more speaks against each; None where too little is told of it."""
    reasons = [reasons_for(new, account, view) for account in accounts]
    weights = [weigh(names) for names in reasons]
    if max(weights) >= 0:
        return accounts[weights.index(max(weights))]
    against = contradictions(reasons[0])
    if not bears_event(new.statement) and not against & SURELY_APART:
        return None
    accounts.append(Account(_apart_from(view.main.event, new, against, view.sides)))
    return accounts[-1]


def _apart_from(main: Event, new: Evidence, against: frozenset[str], sides: Sides) -> Event:
    """The event of a statement that the reasons `against` set apart from the main one."""
    if "bodies_apart" in against:
        return Event(focus=True, sides=sides.main, remains=not main.remains, anchor=main.anchor)
    if against <= BESIDE | {"other_persons"} and against & BESIDE:
        anchor = new.time if "still_to_come" in against else main.anchor
        return Event(focus=True, sides=sides.main, anchor=anchor)
    return Event(focus=False, sides=_known_sides(new) or _sides_of(new.statement, sides))


def _known_sides(new: Evidence) -> tuple[str, ...]:
    """The two sides of the exchange of captives who are known; none where they were exchanged between several."""
    pairs = {frozenset((captive.held_by, captive.of)) for captive in new.known}
    return tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()


def _told_last(statement: Statement, accounts: list[Account]) -> Account:
    """The event that the sentence before tells of, else the main one: "The other 550 are to follow in December".

    One that was told of in passing ("the first since May") is not what the next sentence goes on about.
    """
    told = [a for a in accounts if a.told and not a.event.in_passing]
    before = [a for a in told if 0 < statement.number - a.told[-1].statement.number <= 1]
    return before[-1] if before else accounts[0]


def _sides_of(statement: Statement, sides: Sides) -> tuple[str, ...]:
    if statement.mentions.has_cue("mediation.verbs") and not any(
        same_side(s, m) for s in statement.pair for m in sides.main
    ):
        return sides.main  # `Qatar and Egypt brokered the truce under which 50 hostages are to be exchanged`
    outside = sum(any(same_side(s, m) for m in sides.main[:2]) for s in statement.pair) < 2
    if len(statement.pair) == 2 or (len(statement.pair) > 2 and outside):
        return statement.pair[:2]
    foe = next((m for m in sides.main if sides.are_foes(statement.pair[0], m)), None) if statement.pair else None
    return (statement.pair[0], foe) if foe is not None and outside else sides.main
