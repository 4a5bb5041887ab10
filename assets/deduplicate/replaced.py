"""Claims of reports that were replaced: they go where the newest version goes, and carry no weight beside it.

A publisher stands by the newest version of an article, and who keeps a list by the row as it was corrected; what an
earlier one told stays visible as that. Belongs here: which rows of a list are versions of one another, which claims are
about the same in two versions, and which give way. Not here: which articles are versions of each other
(`assets/article_versions.py`), what giving way means for a published value (`attestation.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from assets.deduplicate.records import Claim
from assets.deduplicate.registry import likeness, told_by
from assets.likeness import corrected_texts

TELLING = ("date", "count", "total", "person")  # words of `told_by` that tell one exchange from another


def row_versions(claims: Iterable[Claim], landed_at: Mapping[str, datetime]) -> list[list[str]]:
    """For each row of a curated list that was corrected its report ids, the newest last.

    A row that landed later is a correction of an earlier one of the same list if both have the same sides and days, and
    nearly the same text. Another exchange of that day has other sources and another note.
    """
    rows: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.report.list_name is not None:
            rows[claim.report.list_name, claim.parties, claim.start, claim.end].append(claim)
    return [
        chain
        for found in rows.values()
        if len(found) > 1
        for chain in corrected_texts(
            (landed_at[r.report.report_id], r.report.report_id, r.report.sketch) for r in found
        )
    ]


def find_followers(
    claims: Sequence[Claim], versions: Iterable[Sequence[str]], leave_out: AbstractSet[str], apart_days: int
) -> dict[str, str]:
    """For claims of replaced reports the claim of the newest version that is about the same, if one is.

    Args:
        claims: all claims.
        versions: the report ids of each article, the newest last.
        leave_out: claims that people join or part, which follow nobody.
        apart_days: stated days that are further apart are of two exchanges.
    """
    of_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_report[claim.report.report_id].append(claim)
    followers: dict[str, str] = {}
    for *earlier, newest in versions:
        for report_id in earlier:
            followers |= _pair(of_report.get(report_id, []), of_report.get(newest, []), apart_days)
    return {claim_id: leader for claim_id, leader in followers.items() if claim_id not in leave_out}


def _pair(earlier: Sequence[Claim], newest: Sequence[Claim], apart_days: int) -> dict[str, str]:
    """The claims of two versions that are about the same, one to one, those that tell most alike first."""
    pairs = [
        (-likeness(told_by(one), told_by(other)), one.claim_id, other.claim_id)
        for one in earlier
        for other in newest
        if _is_same(one, other, apart_days)
    ]
    found: dict[str, str] = {}
    for _, one_id, other_id in sorted(pairs):
        if one_id not in found and other_id not in found.values():
            found[one_id] = other_id
    return found


def _is_same(one: Claim, other: Claim, apart_days: int) -> bool:
    """Whether two claims have a day, a figure or a name in common, and no days far apart."""
    if one.start and one.end and other.start and other.end:
        gap = max(one.start, other.start) - min(one.end, other.end)
        if gap.days > apart_days:
            return False
    return any(word.startswith(TELLING) for word in told_by(one) & told_by(other))


def find_superseded(groups: Iterable[Iterable[Claim]], versions: Iterable[Sequence[str]]) -> dict[str, str]:
    """The claims that give way to a newer version of their report in the same exchange -> the newest such report.

    Args:
        groups: the claims of each exchange.
        versions: the report ids of each article, the newest last.
    """
    place = {report_id: (article, no) for article, ids in enumerate(versions) for no, report_id in enumerate(ids)}
    superseded: dict[str, str] = {}
    for group in groups:
        told = [claim for claim in group if claim.report.report_id in place]
        newest: dict[int, tuple[int, str]] = {}
        for claim in told:
            article, no = place[claim.report.report_id]
            newest[article] = max(newest.get(article, (no, "")), (no, claim.report.report_id))
        superseded |= _behind(told, newest, place)
    return superseded


def _behind(
    told: Iterable[Claim], newest: Mapping[int, tuple[int, str]], place: Mapping[str, tuple[int, int]]
) -> dict[str, str]:
    found = {}
    for claim in told:
        article, no = place[claim.report.report_id]
        if no < newest[article][0]:
            found[claim.claim_id] = newest[article][1]
    return found
