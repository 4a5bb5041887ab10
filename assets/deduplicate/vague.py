"""Vague statements placed: where exactly one exchange of the same parties fits their days, they join it.

Belongs here: what is known of the days of a vague statement, and the search for the exchanges that fit. Not here: the
statements that found exchanges (`passes.py`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import combinations

from assets.deduplicate.clustering import Cluster, Clustering, Joint
from assets.deduplicate.comparison import compare, weigh
from assets.deduplicate.profile import Profile, with_window
from assets.deduplicate.windows import Window, window_of

MAX_COMPARED = 50  # statements of an exchange that a vague one is compared with; further ones repeat these
ENOUGH = 2  # two fitting exchanges are as good as many: the statement stands alone


def place_vague(clustering: Clustering, vague: Sequence[int]) -> tuple[dict[int, Joint], dict[int, list[Joint]]]:
    """Joins each vague statement to the only exchange that fits it.

    All are matched against the exchanges as they stood before, so the order of the statements does not matter.

    Returns:
        The matches made, and for statements that fit more than one exchange the first two that do.
    """
    calendar = _Calendar(clustering, frozenset(vague))
    told = days_resolved(clustering)
    found: list[tuple[float, int, Joint]] = []
    undecided: dict[int, list[Joint]] = {}
    for index in vague:
        statement = clustering.statements[index]
        claim = statement.claims[0]
        window = window_of(claim, clustering.weights.days, told.get(claim.report.report_id))
        fits = calendar.find_fits(index, with_window(statement.profile, window))
        if len(fits) == 1:
            found.append((-fits[0].weight, index, fits[0]))
        elif fits:
            undecided[index] = fits
    joints = {}
    for _, index, joint in sorted(found, key=lambda match: match[:2]):
        own, cluster = clustering.cluster_of(index), clustering.cluster_of(joint.other)
        if own != cluster and clustering.contradiction(own, cluster) is None:
            clustering.merge(own, cluster)
            joints[index] = joint
    return joints, undecided


def days_resolved(clustering: Clustering) -> dict[str, date]:
    """For reports without publication date, the last day of the hand-overs that their claims were put under."""
    days: dict[str, date] = {}
    for cluster in clustering.clusters.values():
        day = _day_of(clustering, cluster)
        if day is None:
            continue
        for claim in (c for i in cluster.members for c in clustering.statements[i].claims):
            if not claim.report.published_on and claim.focus and claim.status == "completed":
                days[claim.report.report_id] = max(day, days.get(claim.report.report_id, day))
    return days


def _day_of(clustering: Clustering, cluster: Cluster) -> date | None:
    windows = (clustering.statements[i].profile.window for i in cluster.members)
    width = clustering.weights.days["same_day_width"]
    days = [window.last for window in windows if window.stated and window.width <= width]
    return date.fromordinal(min(days)) if days else None


class _Calendar:
    """The exchanges whose month at least is known, by pair of parties and first day."""

    def __init__(self, clustering: Clustering, leave_out: Collection[int]) -> None:
        self._clustering = clustering
        self._longest = clustering.weights.days["same_month_width"]
        self._entries: dict[tuple[str, ...], list[tuple[int, int, int]]] = defaultdict(list)
        for number, cluster in clustering.clusters.items():
            members = [i for i in cluster.members if i not in leave_out]
            if not members:
                continue
            window = min((clustering.statements[i].profile.window for i in members), key=lambda w: (w.width, w.first))
            if window.width <= self._longest:
                for couple in {c for i in members for c in self._couples(clustering.statements[i].profile)}:
                    self._entries[couple].append((window.first, window.last, number))
        for entries in self._entries.values():
            entries.sort()

    def _couples(self, profile: Profile) -> Iterator[tuple[str, ...]]:
        yield from combinations(sorted(self._clustering.weights.roots(profile.sides.actors)), 2)

    def _overlapping(self, couple: tuple[str, ...], window: Window) -> Iterator[int]:
        entries = self._entries.get(couple, [])
        first = bisect_left(entries, (window.first - self._longest,))
        for _, last, number in entries[first : bisect_right(entries, (window.last + 1,))]:
            if last >= window.first:
                yield number

    def find_fits(self, index: int, profile: Profile) -> list[Joint]:
        """The best match to each exchange that fits the statement; the search ends at the second."""
        window = profile.window
        if not window.stated and window.width > self._clustering.weights.days["same_week_width"]:
            return []  # a plan without a day could be about anything that follows
        fits: dict[int, Joint] = {}
        for couple in self._couples(profile):
            for number in self._overlapping(couple, profile.window):
                joint = None if number in fits else self._fit(index, profile, number)
                if joint:
                    fits[number] = joint
                if len(fits) >= ENOUGH:
                    return list(fits.values())
        return list(fits.values())

    def _fit(self, index: int, profile: Profile, number: int) -> Joint | None:
        clustering = self._clustering
        if clustering.contradiction(clustering.cluster_of(index), number):
            return None
        best: Joint | None = None
        for member in sorted(clustering.clusters[number].members)[:MAX_COMPARED]:
            levels = compare(profile, clustering.statements[member].profile, clustering.weights)
            weight = weigh(levels, clustering.weights) if levels is not None else None
            if levels is not None and weight is not None and (best is None or weight > best.weight):
                best = Joint(member, weight, profile)
        return best if best and best.weight >= clustering.weights.numbers["vague_bits"] else None
