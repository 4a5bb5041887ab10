"""Signs that exchanges are stages of one deal, each resting on reports that can be named.

Belongs here: the signs. Not here: when figures add up (`sums.py`), what follows from the signs (`deals.py`), telling
stages apart (`clustering.py` does, by what reports say).

Signs:
    listed: a row of a curated list sums the rows of a span of days (`rollups`).
    carried_out: claims tell as done, within the days of the stages, what is their sum.
    told_together: one report tells of hand-overs between the same parties, a few days apart, as separate ones.
    agreed: what was agreed or proposed is the sum of the hand-overs that followed between the same parties.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from assets.deduplicate.fusion import Exchange
from assets.deduplicate.profile import REMAINS
from assets.deduplicate.records import Claim, members_of
from assets.deduplicate.sums import (
    LEAST_STAGES,
    SUM_SHARE,
    Flow,
    People,
    add_up,
    exact_parts,
    fill_part,
    find_run,
    people_of,
)
from assets.deduplicate.weights import Weights

# Stages told together lie that near: those of May 2025 a day, those of June 2025 up to three days apart; looks back to
# an earlier exchange go weeks back (12 June and 3 July 2021).
STAGE_DAYS = 3
# A report that sums up what was done, without a day for it, looks back no further: later, other sums are as likely.
SUMMED_UP_WITHIN = 14

LISTED, CARRIED_OUT, TOLD_TOGETHER, AGREED = "listed", "carried_out", "told_together", "agreed"


@dataclass(frozen=True, slots=True)
class Stage:
    """What is known of an exchange as a possible stage, or as the whole of a deal.

    Attributes:
        actors: the parties, those taken for one another under one name.
        start, end: its days; None if they are not known exactly.
        span: the days on which it can have been, however exactly they are known.
        living, remains: its people by direction.
        told_on: the day on which it was first reported.
        reports: those that tell of it, rows of lists left out.
        decided: whether a person said how far it got.
    """

    exchange_id: str
    actors: frozenset[str]
    status: str
    start: date | None
    end: date | None
    span: tuple[date, date] | None
    living: People
    remains: People
    told_on: date | None
    reports: frozenset[str]
    decided: bool

    def people(self, kind: str) -> People:
        """The people of a kind: the living, the dead, or both together."""
        if kind == "open":
            flows = self.living.keys() | self.remains.keys()
            return {flow: _both(self.living.get(flow, 0), self.remains.get(flow, 0)) for flow in flows}
        return self.remains if kind == REMAINS else self.living


def _both(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


@dataclass(frozen=True, slots=True)
class RollUp:
    """A row of a curated list that sums other rows: whom, between which days."""

    report_id: str
    actors: frozenset[str]
    first: date
    last: date
    kind: str
    people: People


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that exchanges are stages of one deal.

    Attributes:
        name: which one.
        stages: the exchanges, sorted.
        whole: the exchange that tells their sum, if one does.
        reports: the reports that it rests on, sorted.
        people: the sum that they add up to, by direction; empty if none was told.
    """

    name: str
    stages: tuple[str, ...]
    whole: str | None
    reports: tuple[str, ...]
    people: People


def make_stage(exchange: Exchange, claims: Sequence[Claim], weights: Weights) -> Stage:
    """The exchange as a possible stage."""
    row = exchange.exchange
    actors = weights.roots(weights.actors(row["parties"]))
    exact = row["date_precision"] == "day"
    living, remains = people_of(exchange.transfers, actors, weights)
    return Stage(
        row["exchange_id"],
        actors,
        row["status"],
        row["date_start"] if exact else None,
        row["date_end"] if exact else None,
        (row["date_start"], row["date_end"]) if row["date_start"] else None,
        living,
        remains,
        row["first_reported_on"],
        frozenset(claim.report.report_id for claim in claims if claim.report.list_name is None),
        any(c["attribute"] == "status" and c["rule"].startswith("human") for c in exchange.conflicts),
    )


def read_rollups(rows: Sequence[Mapping[str, Any]], weights: Weights) -> list[RollUp]:
    """The roll-ups of the table `rollups` that name their days and a figure."""
    found = []
    for row in rows:
        actors = weights.roots(weights.actors(row["parties"]))
        sides = {side: weights.roots(weights.actors(members_of(row[side]))) for side in ("side_a", "side_b")}
        counts: dict[Flow, int | None] = {
            sides["side_a"]: row["released_by_a"],
            sides["side_b"]: row["released_by_b"],
        }
        kind = {"remains": REMAINS, "mixed": "open", "unspecified": "open"}.get(row["category"], "living")
        if row["date_start"] and any(counts.values()):
            found.append(RollUp(row["report_id"], actors, row["date_start"], row["date_end"], kind, counts))
    return sorted(found, key=lambda rollup: rollup.report_id)


def find_signs(stages: Sequence[Stage], rollups: Sequence[RollUp], within: int) -> list[Sign]:
    """All signs among the exchanges of one set of actors, the surest first.

    Args:
        stages: the exchanges.
        rollups: rows of lists about these actors.
        within: days in which what was agreed is carried out.
    """
    done = sorted(
        (s for s in stages if s.status == "completed" and s.start), key=lambda s: (s.start, s.end, s.exchange_id)
    )
    signs = list(_listed(done, rollups))
    signs += _carried_out(stages, done, _taken(signs))
    wholes = {sign.whole for sign in signs}
    stages = [stage for stage in stages if stage.exchange_id not in wholes]
    done = [stage for stage in done if stage.exchange_id not in wholes]
    signs += _told_together(stages)
    return signs + list(_agreed(stages, done, signs, within))


def _taken(signs: Sequence[Sign]) -> set[str]:
    """The exchanges that are known to be stages of a sum."""
    return {exchange_id for sign in signs if sign.people for exchange_id in sign.stages}


def _listed(done: Sequence[Stage], rollups: Sequence[RollUp]) -> Iterator[Sign]:
    """The hand-overs of the roll-up's days that add up to it: the one choice that does exactly, or all of them."""
    for rollup in rollups:
        spanned = [
            s
            for s in done
            if s.start and s.end and rollup.first <= s.start and s.end <= rollup.last and s.people(rollup.kind)
        ]
        people = [s.people(rollup.kind) for s in spanned]
        parts = exact_parts(rollup.people, people)
        if not parts and len(spanned) >= LEAST_STAGES and add_up(rollup.people, people, SUM_SHARE):
            parts = [tuple(range(len(spanned)))]
        if len(parts) == 1:
            members = sorted(spanned[place].exchange_id for place in parts[0])
            yield Sign(LISTED, tuple(members), None, (rollup.report_id,), rollup.people)


def _carried_out(stages: Sequence[Stage], done: Sequence[Stage], taken: set[str]) -> Iterator[Sign]:
    """What is told as done and is the sum of other hand-overs of the same days, to the man."""
    for whole in sorted(stages, key=lambda s: s.exchange_id):
        if whole.status != "completed" or whole.decided or whole.exchange_id in taken:
            continue
        kind, people = _told_sum(whole)
        found = [
            parts
            for run in _near_runs([s for s in done if s is not whole and _is_part(s.people(kind), people)])
            for places in exact_parts(people, [s.people(kind) for s in run])
            if _is_time_of(whole, parts := [run[place] for place in places])
        ]
        if len(found) == 1:
            members = sorted(stage.exchange_id for stage in found[0])
            yield Sign(CARRIED_OUT, tuple(members), whole.exchange_id, tuple(sorted(whole.reports)), people)


def _told_sum(whole: Stage) -> tuple[str, People]:
    """What kind of people a whole is about, and how many."""
    kind = REMAINS if whole.remains and not whole.living else "living"
    return kind, {flow: count for flow, count in whole.people(kind).items() if count}


def _is_part(people: People, whole: People) -> bool:
    """Whether people went, and of the directions that the whole tells fewer than it has."""
    told = [(count, people.get(flow)) for flow, count in whole.items() if count]
    return bool(people) and all(part is None or part < (count or 0) for count, part in told)


def _near_runs(stages: Sequence[Stage]) -> Iterator[list[Stage]]:
    """Stages in order of time, in runs without a gap of more than `STAGE_DAYS`."""
    run: list[Stage] = []
    for stage in stages:
        if run and stage.start and (stage.start - max(s.end or date.min for s in run)).days > STAGE_DAYS:
            yield run
            run = []
        run.append(stage)
    if run:
        yield run


def _is_time_of(whole: Stage, parts: Sequence[Stage]) -> bool:
    """Whether stages are of the days of a whole: in its span, its day the first or last of them, or told soon after."""
    first = min(stage.start or date.max for stage in parts)
    last = max(stage.end or date.min for stage in parts)
    if whole.start and whole.start == whole.end:
        return whole.start in {first, last}
    if whole.span:
        return whole.span[0] <= first and last <= whole.span[1]
    return whole.told_on is not None and 0 <= (whole.told_on - last).days <= SUMMED_UP_WITHIN


def _told_together(stages: Sequence[Stage]) -> list[Sign]:
    """Completed or agreed exchanges that one report tells apart, a few days from each other."""
    by_report: dict[str, list[Stage]] = defaultdict(list)
    for stage in stages:
        if stage.start and stage.status in {"completed", "agreed"} and len(stage.actors) > 1:
            for report in stage.reports:
                by_report[report].append(stage)
    reports: dict[tuple[str, str], list[str]] = defaultdict(list)
    for report, told in sorted(by_report.items()):
        for one, other in pairwise(sorted(told, key=lambda stage: (stage.start, stage.exchange_id))):
            if one.end and other.start and (other.start - one.end).days <= STAGE_DAYS:
                reports[min(one.exchange_id, other.exchange_id), max(one.exchange_id, other.exchange_id)].append(report)
    return [Sign(TOLD_TOGETHER, pair, None, tuple(telling), {}) for pair, telling in sorted(reports.items())]


def _agreed(stages: Sequence[Stage], done: Sequence[Stage], signs: Sequence[Sign], within: int) -> Iterator[Sign]:
    """What was announced, and the hand-overs that followed and add up to it; those of another sum are left out."""
    by_id = {stage.exchange_id: stage for stage in stages}
    taken = _taken(signs)
    free = [stage for stage in done if stage.exchange_id not in taken and stage.living]
    sums = [tuple(by_id[i] for i in sign.stages if i in by_id) for sign in signs if sign.people]
    for whole in sorted(stages, key=lambda s: s.exchange_id):
        kind, people = _told_sum(whole)
        if whole.status not in {"agreed", "proposed"} or not people:
            continue
        fitting = [run for run in sums if _fulfils(run, whole, within, kind, people)]
        if not fitting and whole.told_on and kind != REMAINS:
            fitting = _run_after(whole.told_on, free, within, people)
        if whole.told_on is None and len(fitting) > 1:
            continue  # it could be any of them
        for run in fitting:
            members = sorted(stage.exchange_id for stage in run)
            yield Sign(AGREED, tuple(members), whole.exchange_id, tuple(sorted(whole.reports)), people)


def _fulfils(run: Sequence[Stage], whole: Stage, within: int, kind: str, people: People) -> bool:
    """Whether stages known to be of one sum are those of what was announced: before they ended, if that is known."""
    ends = [stage.end for stage in run if stage.end]
    if not ends:
        return False
    if whole.told_on and not (whole.told_on <= max(ends) and (min(ends) - whole.told_on).days <= within):
        return False
    return fill_part(people, [stage.people(kind) for stage in run], SUM_SHARE)


def _run_after(told_on: date, done: Sequence[Stage], within: int, people: People) -> list[tuple[Stage, ...]]:
    """The hand-overs after an announcement that, one after the other, come to what was announced; none or one run."""
    days = [stage.start for stage in done if stage.start]
    after = done[bisect_left(days, told_on) : bisect_right(days, told_on + timedelta(days=within))]
    found = find_run(people, [stage.living for stage in after], SUM_SHARE)
    return [tuple(after[found.start : found.stop])] if found else []
