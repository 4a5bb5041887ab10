"""Which reports repeat another one: syndicated, abridged and re-posted texts, which add no evidence of their own.

Belongs here: which likeness makes a copy. Not here: how likeness is measured (`assets/likeness.py`), what a copy counts
(`fusion.py`). Plain Jaccard fails on abridged texts, so containment is measured: the share of the shorter text that
stands in the longer one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from assets.deduplicate.records import Claim, Report
from assets.likeness import containment, repeated_hashes

# Swept with bench/copies.py: pairwise precision and F1 are 0.952 and 0.976 at 0.4 and 0.3, 0.998 and 0.999 at 0.4 and
# 0.35, 0.998 and 0.997 at 0.45 and 0.35. Copies cut to a third of their sentences stand in the whole one to at least
# 61 %, to 45 % if one word in 25 is changed, too; independent reports that quote the same statement contain about 30 %
# of each other. A sketch of 64 hashes errs by 6 %.
COPY_CONTAINMENT = 0.4
COPY_CONTAINMENT_SAME_FIGURES = 0.35  # a rewritten copy, which has all figures and names of the other report
MIN_COMMON = 5  # shared hashes below which an estimate of containment is chance
MAX_DAYS_APART = 10  # days; re-posts come within days, later likeness is a form text (monthly repatriations)
# A shingle in more reports, each with its copies counted once, is a quote or a stock phrase: it is no sign of a copy.
MAX_REPORTS_PER_HASH = 8


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
        (r for r in reports if r.report_id in told and r.list_name is None),
        key=lambda r: (r.published_on or date.max, -r.n_chars, r.report_id),
    )
    index = _Index(told, repeated_hashes(report.sketch for report in ordered))
    copies: dict[str, str] = {}
    for report in ordered:
        original = index.find_original(report)
        if original is not None:
            copies[report.report_id] = copies.get(original.report_id, original.report_id)
        index.add(report, copies.get(report.report_id, report.report_id))
    return copies


class _Index:
    """The reports so far by the hashes of their sketches, and by the articles that they are versions of."""

    def __init__(self, told: Mapping[str, frozenset[str]], repeated: frozenset[int]) -> None:
        self._told = told
        self._repeated = repeated
        self._reports: list[Report] = []
        self._with_hash: dict[int, dict[str, int]] = defaultdict(dict)  # hash -> original -> place of a report
        self._articles: dict[str, Report] = {}

    def add(self, report: Report, original: str) -> None:
        """Adds a report; of a report and all its copies, one stands under each hash."""
        place = len(self._reports)
        self._reports.append(report)
        for value in self._repeated.intersection(report.sketch):
            known = self._with_hash[value]
            if len(known) <= MAX_REPORTS_PER_HASH:
                known.setdefault(original, place)
        if report.article:
            self._articles.setdefault(report.article, report)

    def find_original(self, report: Report) -> Report | None:
        """The earlier report that this one is a version of or repeats most, or None."""
        if report.article in self._articles:
            return self._articles[report.article]
        own = self._telling(report)
        shared = Counter(place for value in own for place in self._with_hash.get(value, {}).values())
        best: tuple[float, int] | None = None
        for place, common in shared.items():
            if common < MIN_COMMON or not _may_be_copy(report, self._reports[place]):
                continue
            share, rests_on = containment(own, self._telling(self._reports[place]))
            if share >= self._needed(report, self._reports[place]) and rests_on >= MIN_COMMON:
                best = max(best or (0.0, 0), (share, -place))
        return self._reports[-best[1]] if best else None

    def _telling(self, report: Report) -> list[int]:
        """The hashes of a report that are no quotes or stock phrases."""
        return [value for value in report.sketch if len(self._with_hash.get(value, ())) <= MAX_REPORTS_PER_HASH]

    def _needed(self, report: Report, other: Report) -> float:
        """How much of the shorter one has to stand in the other."""
        figures = self._told[report.report_id]
        alike = figures and figures == self._told[other.report_id]
        return COPY_CONTAINMENT_SAME_FIGURES if alike else COPY_CONTAINMENT


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
