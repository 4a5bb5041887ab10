"""One published value for status, date, place, parties and mediators of an exchange, each by a named rule.

Belongs here: the rules for what an exchange has once. Not here: transfers (`fusion_transfers.py`), people
(`fusion_persons.py`). Nothing is averaged and nothing is left out because claims differ; every disagreement is
recorded with all values.

Where sources are trusted unlike, each counts by its trust, and a status is only that of claims that weigh as much as
one source trusted in full.

Rules:
    lifecycle: completed before cancelled before agreed before proposed; a cancellation gives way to what was agreed
        after it, and a completion to what a later report is mainly about (a premature report).
    most_attested_interval: the interval that most independent sources are consistent with; of those the one of claims
        read most surely, then the shortest, then the one stated by most, then the earliest.
    most_attested: the value of most independent sources; of equals the one read most surely, then the more specific,
        then the first by letter.
    attested_party: a party named by two independent sources, or by a third of them.
    union: every mediator that a claim names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assets.deduplicate.attestation import Conflict, Sources, record_conflict, tally
from assets.deduplicate.lifecycle import find_steps
from assets.deduplicate.names import fold, is_same_place
from assets.deduplicate.records import Claim
from assets.deduplicate.weights import Weights

RANK = ("completed", "cancelled", "agreed", "proposed")
ENOUGH_SOURCES = 2
ENOUGH_SHARE = 3  # one source in three; one report's slip in ten is no party

Interval = tuple[date, date, str]


def fuse_status(claims: Sequence[Claim], sources: Sources) -> tuple[str, list[Conflict]]:
    """The status by `lifecycle`. It is a conflict where a completion or cancellation is gainsaid (an illegal step)."""
    claims = sources.current(claims)
    given = tally((claim.status, claim) for claim in claims)
    weighty = {status for status, told in given.items() if sources.is_weighty(told)} or set(given)
    first = next(status for status in RANK if status in weighty)
    later = [
        claim
        for claim in claims
        if claim.status in weighty - {first} and _is_after(claim, given[first]) and _gainsays(claim, first)
    ]
    chosen = min(later, key=lambda c: (-_published(c), RANK.index(c.status))).status if later else first
    illegal = any(not step.legal for step in find_steps(claims))
    if later or illegal or {"completed", "cancelled"} <= given.keys():
        return chosen, record_conflict("status", given, chosen, "lifecycle", sources)
    return chosen, []


def _gainsays(claim: Claim, status: str) -> bool:
    """Whether the claim's status takes the other one back: what a report looks back on does not."""
    return claim.focus and status in {"completed", "cancelled"} and claim.status != "completed"


def _is_after(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether the claim was published after all the others; without a date nothing is known to be later."""
    dates = [other.report.published_on for other in others]
    mine = claim.report.published_on
    return mine is not None and all(other is not None and other < mine for other in dates)


def _published(claim: Claim) -> int:
    return claim.report.published_on.toordinal() if claim.report.published_on else 0


def fuse_date(claims: Sequence[Claim], sources: Sources) -> tuple[Interval | None, list[Conflict]]:
    """The date by `most_attested_interval`; None if no claim has one. Disjoint dates are a conflict."""
    dated = sources.current([claim for claim in claims if claim.start and claim.end])
    given = tally(((c.start, c.end, c.precision), c) for c in dated if c.start and c.end)
    if not given:
        return None, []

    def rank(interval: Interval) -> tuple[tuple[float, float], int, float, Interval]:
        consistent = [c for other, stated in given.items() if _overlap(interval, other) for c in stated]
        width = (interval[1] - interval[0]).days
        return sources.rank(consistent), width, -sources.support(given[interval]), interval

    chosen = min(given, key=rank)
    if all(_overlap(chosen, other) for other in given):
        return chosen, []
    texts = tally((interval_text(interval), claim) for interval, stated in given.items() for claim in stated)
    return chosen, record_conflict("date", texts, interval_text(chosen), "most_attested_interval", sources)


def _overlap(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def interval_text(interval: Interval) -> str:
    """The interval as people write it: 2024-05-31, 2024-05, 2024, or first day to last day."""
    start, end, precision = interval
    if precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%Y-%m}"
    if precision == "year" and start.year == end.year:
        return f"{start:%Y}"
    return f"{start}" if start == end else f"{start} to {end}"


def fuse_country(claims: Sequence[Claim], sources: Sources) -> tuple[str | None, list[Conflict]]:
    """The country of the hand-over by `most_attested`; a claim with a place name is the more specific one."""
    placed = sources.current([claim for claim in claims if claim.country])
    given = tally((claim.country, claim) for claim in placed if claim.country)
    if not given:
        return None, []
    chosen = min(given, key=lambda c: (sources.rank(given[c]), not any(x.place for x in given[c]), c))
    return chosen, record_conflict("place_country", given, chosen, "most_attested", sources) if len(given) > 1 else []


def fuse_place(
    claims: Sequence[Claim], country: str | None, sources: Sources, weights: Weights
) -> tuple[str | None, list[Conflict]]:
    """The place name by `most_attested`, within the chosen country; of spellings of one place the fullest."""
    named = sources.current([claim for claim in claims if claim.place and claim.country in {None, country}])
    places = _group_places(named, weights)
    if not places:
        return None, []
    chosen = min(places, key=lambda place: (sources.rank(places[place]), -len(place), place))
    conflicts = record_conflict("place_name", places, chosen, "most_attested", sources) if len(places) > 1 else []
    return chosen, conflicts


def _group_places(claims: Sequence[Claim], weights: Weights) -> dict[str, list[Claim]]:
    """Claims by place: spellings of one place under the fullest of them."""
    spelt = tally((claim.place or "", claim) for claim in claims)
    groups: list[list[str]] = []
    for name in sorted(spelt, key=lambda name: (-len(name), name)):
        same = [group for group in groups if any(_is_same(name, known, weights) for known in group)]
        groups = [group for group in groups if group not in same] + [[*(n for group in same for n in group), name]]
    return {group[0]: [claim for name in group for claim in spelt[name]] for group in groups}


def _is_same(one: str, other: str, weights: Weights) -> bool:
    return is_same_place(fold(one), fold(other), weights.numbers["same_name"])


def fuse_parties(claims: Sequence[Claim], sources: Sources, weights: Weights) -> tuple[tuple[str, ...], list[Conflict]]:
    """The parties by `attested_party`, sorted; of names for one actor the most attested, no whole beside a member."""
    claims = sources.current([claim for claim in claims if claim.parties])
    given = tally((party, claim) for claim in claims for party in claim.parties)
    conflicts, dropped = [], set()
    for party in sorted(given):
        n = sources.support(given[party])
        without = [claim for claim in claims if party not in claim.parties]
        if without and n < ENOUGH_SOURCES and n * ENOUGH_SHARE < sources.support(claims):
            dropped.add(party)
            values = {"a party": given[party], "not named": without}
            conflicts += record_conflict(f"party {party}", values, "not named", "attested_party", sources)
    n_sources = {party: sources.support(given[party]) for party in given.keys() - dropped}
    return tuple(sorted(_one_name_each(n_sources, weights))), conflicts


def _one_name_each(n_sources: Mapping[str, float], weights: Weights) -> set[str]:
    kept: dict[str, str] = {}
    for party in sorted(n_sources, key=lambda p: (-n_sources[p], p)):
        if not set(weights.wholes.get(party, ())) & n_sources.keys():
            kept.setdefault(weights.one_actor.get(party, party), party)
    return set(kept.values())


def fuse_mediators(claims: Sequence[Claim], sources: Sources) -> tuple[str, ...]:
    """The mediators by `union`, sorted: reports name the ones they care for, so leaving one out denies nothing."""
    named = sources.current([claim for claim in claims if claim.mediators])
    return tuple(sorted({mediator for claim in named for mediator in claim.mediators}))
