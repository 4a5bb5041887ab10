"""Which reports repeat another one: syndicated, abridged and re-posted texts, which add no evidence of their own.

Belongs here: likeness of texts by their sketches (bottom-k hashes of word shingles). Not here: how sketches are made
(`clean`), what a copy counts (`fusion.py`). Plain Jaccard fails on abridged texts, so containment is measured: the
share of the shorter text that stands in the longer one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assets.deduplicate.records import Claim, Report

# Measured over 94 reports: independent ones contain at most 5 % of each other; of reports cut to a third of their
# sentences 89 % stand in the whole one, 49 % if one word in twenty is changed, too. Between lies what shared quotes may
# make up. A sketch of 64 hashes errs by 6 %.
COPY_CONTAINMENT = 0.4
COPY_CONTAINMENT_SAME_FIGURES = 0.3  # a rewritten copy, which has all figures and names of the other report
MIN_COMMON = 5  # shared hashes below which an estimate of containment is chance
MAX_DAYS_APART = 10  # days; re-posts come within days, later likeness is a form text (monthly repatriations)
MAX_REPORTS_PER_HASH = 40  # a shingle in more reports is a stock phrase and brings no pair together


def find_copies(reports: Iterable[Report], claims: Iterable[Claim]) -> dict[str, str]:
    """For each report that repeats another, the report that was first; a chain of copies keeps its first publisher.

    Args:
        reports: reports to compare; rows of curated lists and reports without claims are left out.
        claims: the claims, by whose figures and names a rewritten copy is told from an independent report.

    Returns:
        `report_id` of the copy -> `report_id` of the report that is first by date, length (an abridged text repeats
        the longer one) and id.
    """
    told = _told(claims)
    ordered = sorted(
        (r for r in reports if r.report_id in told and r.list_name is None and r.sketch),
        key=lambda r: (r.published_on or date.max, -r.n_chars, r.report_id),
    )
    earlier_with: dict[int, list[int]] = defaultdict(list)
    copies: dict[str, str] = {}
    for place, report in enumerate(ordered):
        original = _find_original(report, ordered, earlier_with, told)
        if original is not None:
            copies[report.report_id] = copies.get(original.report_id, original.report_id)
        for value in report.sketch:
            if len(earlier_with[value]) <= MAX_REPORTS_PER_HASH:
                earlier_with[value].append(place)
    return copies


def containment(one: Sequence[int], other: Sequence[int]) -> tuple[float, int]:
    """The estimated share of the shorter text that stands in the other, and the hashes that it rests on.

    Bottom-k sketches of texts of unlike length reach up to unlike hashes; only the range that both cover is compared.
    """
    if not one or not other:
        return 0.0, 0
    limit = min(one[-1], other[-1])
    mine, theirs = one[: bisect_right(one, limit)], other[: bisect_right(other, limit)]
    common = len(set(mine).intersection(theirs))
    return common / min(len(mine), len(theirs)), common


def _find_original(
    report: Report,
    ordered: Sequence[Report],
    earlier_with: Mapping[int, list[int]],
    told: Mapping[str, frozenset[str]],
) -> Report | None:
    """The earlier report that this one repeats most, or None."""
    shared: Counter[int] = Counter()
    for value in report.sketch:
        places = earlier_with.get(value, ())
        if len(places) <= MAX_REPORTS_PER_HASH:
            shared.update(places)
    best: tuple[float, int] | None = None
    for place, common in shared.items():
        other = ordered[place]
        if common < MIN_COMMON or not _may_be_copy(report, other):
            continue
        share, rests_on = containment(report.sketch, other.sketch)
        alike = told[report.report_id] and told[report.report_id] == told[other.report_id]
        needed = COPY_CONTAINMENT_SAME_FIGURES if alike else COPY_CONTAINMENT
        if share >= needed and rests_on >= MIN_COMMON and (best is None or (share, -place) > best):
            best = share, -place
    return ordered[-best[1]] if best else None


def _may_be_copy(report: Report, other: Report) -> bool:
    if report.language != other.language:
        return False
    if report.published_on is None or other.published_on is None:
        return True
    return abs((report.published_on - other.published_on).days) <= MAX_DAYS_APART


def _told(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """The figures and names that each report gives."""
    told: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        given = told[claim.report.report_id]
        given.update(str(transfer.count) for transfer in claim.transfers if transfer.count is not None)
        given.update(person.person_id for person in claim.persons)
    return {report_id: frozenset(given) for report_id, given in told.items()}
