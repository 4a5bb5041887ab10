"""Why a claim is under its exchange, in one line that a person reads: field by field, with the bits of each.

Belongs here: words for the levels of a comparison. Not here: when a level applies (`comparison.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assets.deduplicate.comparison import all_levels, compare, match_parties, weigh
from assets.deduplicate.figures import compare_figures, compare_totals
from assets.deduplicate.fusion_facts import interval_text
from assets.deduplicate.profile import Profile
from assets.deduplicate.records import Claim
from assets.deduplicate.weights import Weights
from assets.deduplicate.windows import Window

PHRASES = {
    "parties.same": "same parties",
    "parties.same_several": "same parties",
    "parties.compatible": "compatible parties",
    "parties.affiliated": "parties taken for one another",
    "parties.unknown": "one party in common",
    "time.same_day": "same day",
    "time.same_week": "same days",
    "time.same_month": "same month",
    "time.same_year": "same year",
    "time.unknown": "dates do not help",
    "time.near": "a few days apart",
    "time.apart": "up to two weeks apart",
    "time.far": "more than two weeks apart",
    "time.slip": "dates differ, people agree",
    "category.remains": "both about the dead",
    "category.same": "same kind of people",
    "category.unlike": "military against civilians",
    "category.open": "the dead against people not told",
    "persons.several": "several people in common",
    "persons.one": "one person in common",
    "persons.surname": "a surname in common",
    "persons.none_shared": "other people named",
    "persons.others": "everybody named, nobody in common",
    "place.same": "same place",
    "place.same_country": "same country",
    "place.other_country": "other countries",
    "mediators.shared": "a mediator in common",
    "mediators.none_shared": "other mediators",
    "status.in_order": "statuses in order",
}


def explain_pair(one: Claim, profile: Profile, other: Claim, other_profile: Profile, weights: Weights) -> str:
    """The match of two claims, field by field; fields that weigh nothing are left out unless they are the date."""
    levels = compare(profile, other_profile, weights) or []
    figures = iter(_figure_texts(profile, other_profile, weights))
    parts = []
    for level in levels:
        bits = weights.bits[level]
        if level.startswith(("count.", "total.")):
            parts.append(f"{next(figures)} ({bits:+.1f})")
        elif bits or level.startswith("time."):
            parts.append(f"{_phrase(level, one, profile, other, other_profile)} ({bits:+.1f})")
    return f"with {other.claim_id}: " + "; ".join([*parts, f"total {weigh(levels, weights):.1f}"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One field of two claims compared: what it comes to, in words, and in bits of match weight."""

    field: str
    finding: str
    bits: float


def compare_fields(
    one: Claim, profile: Profile, other: Claim, other_profile: Profile, weights: Weights
) -> list[Finding]:
    """Every field that both claims tell of, compared; also of claims that contradict each other."""
    figures = iter(_figure_texts(profile, other_profile, weights))
    findings = []
    for level in all_levels(profile, other_profile, weights):
        field = level.split(".")[0]
        text = next(figures) if field in {"count", "total"} else _words(level, one, profile, other, other_profile)
        findings.append(Finding(field, text, weights.bits[level]))
    return findings


def _words(level: str, one: Claim, profile: Profile, other: Claim, other_profile: Profile) -> str:
    if level == "status.same":
        return f"both {one.status}"
    if level == "status.in_order":
        return f"{one.status}; {other.status}"
    if level.startswith("persons."):
        names = "; ".join(", ".join(person.name for person in claim.persons) for claim in (one, other))
        return f"{PHRASES[level]} ({names})"
    return _phrase(level, one, profile, other, other_profile)


def _phrase(level: str, one: Claim, profile: Profile, other: Claim, other_profile: Profile) -> str:
    text = PHRASES[level]
    if level in {"parties.same", "parties.same_several"}:
        return f"{text} {', '.join(one.parties)}"
    if level.startswith("parties."):
        return f"{text} ({', '.join(one.parties)}; {', '.join(other.parties)})"
    if level.startswith("time."):
        return f"{text} ({_time_text(one, profile.window)}; {_time_text(other, other_profile.window)})"
    if level.startswith("place."):
        return f"{text} ({one.place or one.country}; {other.place or other.country})"
    if level == "mediators.shared":
        return f"{text} ({', '.join(sorted(profile.mediators & other_profile.mediators))})"
    return text


def _time_text(claim: Claim, window: Window) -> str:
    if claim.start and claim.end:
        return interval_text((claim.start, claim.end, claim.precision))
    if claim.report.published_on:
        return f"undated, published {claim.report.published_on}"
    return f"undated, reported around {date.fromordinal(window.last)}" if window.bounded else "undated"


def _figure_texts(one: Profile, other: Profile, weights: Weights) -> Iterator[str]:
    matches = list(compare_figures(one, other, match_parties(one.sides, other.sides, weights).swapped, weights))
    for match in matches:
        yield f"{match.one} people in both" if match.one == match.other else f"{match.one} people against {match.other}"
    total = None if matches else compare_totals(one, other, weights)
    if total:
        yield f"{total.one} people in all against {total.other}"
