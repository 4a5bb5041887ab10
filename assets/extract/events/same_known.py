"""Reasons by what is known: whether a statement tells of the same known exchange as an event, or of another one.

Belongs here: known figures and known captives of one exchange or of two. Not here: finding them
(`statements/known_exchanges.py`, `persons/captives.py`), weighing the reasons (`sameness.py`).
"""

from __future__ import annotations

from assets.extract.events.evidence import FEW, Account, Evidence, View
from assets.extract.language.known_exchanges import KnownExchange
from assets.extract.persons.captives import is_of_one_deal


def is_of_known_others(new: Evidence, account: Account, view: View) -> bool:
    """Captives who are known to have been exchanged at another time than those of the event.

    Where nothing is known of these, they are news of the day of the report.
    """
    told = [captive.exchanged for captive in new.known if captive.exchanged is not None]
    if not told:
        return False
    of_event = [captive.exchanged for captive in account.known if captive.exchanged is not None]
    if not of_event and account is view.main and account.those_told_of and view.published is not None:
        of_event = [(view.published, view.published)]
    return bool(of_event) and not any(is_of_one_deal(one, other) for one in told for other in of_event)


def is_known_apart(new: Evidence, account: Account, _: View) -> bool:
    """Figures of a known exchange that was on another day than those told of before."""
    return _is_other_known(new, account) and not _is_of_same_days(new, account)


def is_known_beside(new: Evidence, account: Account, _: View) -> bool:
    """Figures of a known exchange that is none of those told of before, of people as those are, in the same days."""
    alike = new.statement.remains == account.event.remains and bool(new.figures - FEW)
    return alike and _is_other_known(new, account) and _is_of_same_days(new, account)


def _known(account: Account) -> set[KnownExchange]:
    return {known for evidence in account.told for known in evidence.statement.known}


def _is_other_known(new: Evidence, account: Account) -> bool:
    own, told = new.statement.known, _known(account)
    return bool(own and told) and not any(one.is_told_with(other) for one in own for other in told)


def _is_of_same_days(new: Evidence, account: Account) -> bool:
    return any(known.days == other.days for known in new.statement.known for other in _known(account))
