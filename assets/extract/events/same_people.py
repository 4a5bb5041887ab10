"""Reasons by people: whether a statement tells of the same figures, persons and sides as an event, or of others.

Belongs here: who changes hands, and what the words say of it ("outside the swap", bodies beside prisoners). Not here:
when (`same_time.py`), what is known of exchanges (`same_known.py`), how far it got (`same_course.py`), weighing the
reasons (`sameness.py`).
"""

from __future__ import annotations

from collections.abc import Collection

from assets.extract.events.evidence import (
    FEW,
    Account,
    Evidence,
    View,
    acting_sides,
    answers,
    bears_event,
    is_whole,
    ways_of,
)
from assets.extract.events.same_time import is_only_headed
from assets.extract.flows.directions import opposite, same_side
from assets.extract.flows.flows import PAIR, Flow, is_counted
from assets.extract.mentions.groups import Group
from assets.extract.statements.statements import Statement

RECOUNT = 0.05  # how far two counts of the same people are apart


def is_main(_: Evidence, account: Account, view: View) -> bool:
    """The exchange that the report is about is told of again and again."""
    return account is view.main


def is_told_last(_: Evidence, account: Account, view: View) -> bool:
    """A sentence goes on about what the one before tells of."""
    return account is view.last


def goes_on(new: Evidence, account: Account, view: View) -> bool:
    """`The last exchange was on April 16. Twenty came out`: figures of an earlier one that was told of without any."""
    event, main = account.event, view.main
    if account is not view.last or account is main or event.focus:
        return False
    if not new.figures or not new.figures.isdisjoint(main.figures) or event.statements[-1].status != "completed":
        return False
    ways, known = ways_of([new.statement], event), ways_of(event.statements, event)
    return not account.figures or (bool(ways) and not is_whole(new.statement) and ways <= set(map(opposite, known)))


def shares_figures(new: Evidence, account: Account, _: View) -> bool:
    """A figure of people told of before."""
    return not (new.figures - FEW).isdisjoint(account.figures)


def is_other_swap(new: Evidence, account: Account, _: View) -> bool:
    """A second "A for B" with other figures is a second exchange, also where the first told of each way by itself."""
    if not new.swap or not new.figures.isdisjoint(account.figures):
        return False
    known: list[frozenset[int] | set[int]] = [told.swap for told in account.told if told.swap]
    if not known and not new.statement.mentions.has_cue("more"):
        both = len(ways_of(account.event.statements, account.event)) == PAIR
        known = [account.figures] if both and not _is_recount(new.swap, account.figures) else []
    return bool(known) and not any(new.swap & swap for swap in known)


def _is_recount(figures: Collection[int], known: Collection[int]) -> bool:
    """`225 rebels for 150 soldiers`, where 222 and 146 were told of: the other side's count, or what was agreed."""
    return all(any(abs(figure - told) <= RECOUNT * told for told in known) for figure in figures)


def is_of_other_persons(new: Evidence, account: Account, _: View) -> bool:
    """Persons by name, none of whom was told of before."""
    return bool(new.people and account.people) and new.people.isdisjoint(account.people)


def is_with_ally(new: Evidence, account: Account, view: View) -> bool:
    """`Donetsk took in 134 and sent 57`, after what Luhansk got and gave: the same foe, but its other adversary."""
    if not account.figures or not new.figures.isdisjoint(account.figures) or not new.figures - {1}:
        return False
    own = _sides_named(new.statement)
    givers = _givers(new.statement) if len(own) == PAIR else set()
    acting = {side for told in account.event.statements for side in acting_sides(told)} if givers else set()
    allies = {side for side in givers if not any(same_side(side, known) for known in acting)}
    for foe in own - allies if allies else ():
        if any(view.sides.are_foes(side, foe) for side in acting):
            return any(view.sides.are_foes(ally, foe) for ally in allies)
    return False


def _sides_named(statement: Statement) -> set[str]:
    """The sides that a sentence names or lets give or get people."""
    return {*statement.pair, *acting_sides(statement)}


def _givers(statement: Statement) -> set[str]:
    """The sides that let people go."""
    hints = [hint for flow in statement.flows if is_counted(flow) for hint in flow.hints]
    return {hint.giver for hint in hints if hint.giver is not None}


def is_of_foreigners(new: Evidence, account: Account, _: View) -> bool:
    """`On the same day ten foreigners left captivity`: people of neither side, besides those of the sides."""
    if new.swap or not account.living:
        return False
    own = new.figures - {1}
    if not own or max(own) in account.figures:
        return False
    told = [f.group for f in new.statement.flows if f.count == max(own) and f.group is not None]
    return bool(told) and all(_is_foreign(group, new.statement) and not group.definite for group in told)


def _is_foreign(group: Group, statement: Statement) -> bool:
    words = statement.mentions.text.lowers[group.first : group.last]
    return group.category != "remains" and statement.mentions.lexicon.has_any("grammar.sameness.foreign", words)


def is_answer(new: Evidence, account: Account, view: View) -> bool:
    """`In return the government had released three`: what was given for the people told of just before."""
    return account is view.last and answers(new.statement)


def is_with_other_adversary(new: Evidence, account: Account, view: View) -> bool:
    """`A few days ago the SDF and the SNA exchanged detainees`, after a deal of the SDF with the government."""
    pair, sides = new.statement.pair, account.event.sides[:2]
    if len(pair) != PAIR or new.statement.status != "completed" or is_only_headed(account):
        return False
    if all(any(same_side(one, side) for side in sides) for one in pair) or not view.sides.are_foes(*pair):
        return False
    return new.is_of_others_than(account) and any(t.mutual and not t.plural for t in new.statement.triggers)


def is_outside(new: Evidence, account: Account, _: View) -> bool:
    """`Outside the swap Moscow gave back 22`: expressly no part of the exchange that the report has told of."""
    own, known = new.those_told_of, account.those_told_of
    if not (own and known) or own <= known:
        return False
    if is_only_headed(account):
        return False
    mentions = new.statement.mentions
    apart = new.statement.apart or mentions.has_cue("beside") or _names_another(new.statement)
    apart = apart or mentions.lexicon.has("grammar.triggers.separate", mentions.text.lowers[mentions.sentence.first])
    return apart and bears_event(new.statement)


def _names_another(statement: Statement) -> bool:
    """`In a second operation`, `another exchange`: the word of exchange is said to be of one beside that told of."""
    text, lexicon = statement.mentions.text, statement.mentions.lexicon
    return any(
        t.verb is None
        and lexicon.has("grammar.sameness.another", text.word(t.index - 1))
        and not lexicon.has("grammar.pointing", text.word(t.index - 2))
        for t in statement.triggers
    )


def is_of_bodies_apart(new: Evidence, account: Account, _: View) -> bool:
    """Bodies beside prisoners are exchanged apart when they go both ways, or when the prisoners did or do."""
    statement, event = new.statement, account.event
    if event.remains and not account.living and not statement.remains:
        return bool(account.figures) and is_whole(statement) and bool(new.living)
    if not statement.remains or statement.living or event.remains or not event.focus:
        return False
    if not account.living and not any(s.living for s in event.statements):
        return False
    if any(_is_of_bodies(f) for s in event.statements for f in s.flows):
        return False  # `one prisoner for two coffins`: bodies of the same exchange
    if not new.figures and any(s.remains for s in event.statements):
        return False  # `The bodies were exchanged on 2 June`, after their figure
    if statement.mentions.has_cue("more") and any(f.verb for f in statement.flows):
        return True
    two_way = len(account.living) >= 2 or len(ways_of(event.statements, event)) == PAIR
    return any(t.mutual and t.strong for t in statement.triggers) or (
        two_way and any(t.verb for t in statement.triggers)
    )


def _is_of_bodies(flow: Flow) -> bool:
    """Whether the dead are counted."""
    return flow.group is not None and flow.group.category == "remains" and is_counted(flow)
