"""How long resolution takes and how well it does, over size and noise: `python -m bench.resolution [--against]`.

A seeded world of exchanges is told by noisy reports: dates left out, figures rounded, off or left out, names misspelt,
plans before the event, looks back after it, copies of other reports. Prints a line a world: seconds, those of them on
the processor, which a claim takes against the smallest size (1.00 is linear), the most memory taken, B-cubed F1 and
pairwise precision against the world that the reports were made from; with `--against`, a naive rule and Splink
(`resolvers.py`) over the same claims.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from assets.deduplicate.resolve import resolve_exchanges
from bench.resolvers import naive, splink
from warehouse.tables import TABLES

CLAIMS_PER_EXCHANGE = 8
EXCHANGES_PER_COUPLE = 40  # between one pair of parties, about what Russia and Ukraine held in the busiest half year
FIRST_DAY, DAYS = date(2010, 1, 1), 5500
LANDED_AT = datetime(2026, 1, 1)  # noqa: DTZ001  # the column is UTC without a zone
SYLLABLES = ("ba", "den", "kor", "lu", "mar", "nes", "ov", "pet", "ria", "sal", "tan", "ver", "zak", "mil", "gor")
SCALES = (1, 3, 12, 60, 150, 400)  # people a side
NAMED_UP_TO = 12  # people a side; of larger exchanges nobody is named
ROUNDED_FROM = 10
MOST_BETWEEN = 100  # rows within which those of one exchange stand

# How often a report, a claim or a figure has what it might have; by judgement from the annotated reports.
SHARES = {
    "even exchange": 0.4,
    "publication date": 0.85,
    "direction told": 0.85,
    "category told": 0.7,
    "person told": 0.7,
    "name misspelt": 0.2,
    "place told": 0.5,
    "mediators told": 0.5,
    "total told": 0.15,
    "copied": 0.15,
}
KINDS = {"news": 7, "look back": 2, "plan": 1}
LAGS = {"news": (0, 2), "look back": (20, 300), "plan": (-3, 0)}
PRECISIONS = {
    "news": ("day", "day", "unknown"),
    "look back": ("day", "month", "unknown"),
    "plan": ("day", "unknown"),
}
FIGURES = {"exact": 7, "rounded": 1, "off": 1, "left out": 1}
ERRORS = frozenset({"name misspelt", "copied"})  # what more noise makes more often; of the rest it makes less
EVIDENCE = {"evidence": "x", "evidence_start": 0, "evidence_end": 1}

Row = dict[str, Any]


@dataclass
class World:
    """The rows of the claim tables, and the exchange that each claim is about."""

    chance: random.Random
    noise: float = 1.0
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    truth: dict[str, int] = field(default_factory=dict)

    def happens(self, share: str) -> bool:
        """Whether what happens in that share of cases happens now."""
        often = SHARES[share]
        return self.chance.random() < (often * self.noise if share in ERRORS else 1 - (1 - often) * self.noise)

    def tables(self) -> dict[str, pa.Table]:
        """The input of resolution."""
        names = ("clean_reports", "claims", "claim_transfers", "claim_persons")
        return {name: TABLES[name].rows(self.rows[name]) for name in names}


def make_world(n_claims: int, seed: int, noise: float = 1.0) -> World:
    """A world told by about so many claims, with so many times the usual errors; the same for the same seed."""
    world = World(random.Random(seed), noise)  # repeatable, not secret
    n_exchanges = n_claims // CLAIMS_PER_EXCHANGE
    couples = [(f"A{i:03d}", f"B{i:03d}") for i in range(1 + n_exchanges // EXCHANGES_PER_COUPLE)]
    for exchange in range(n_exchanges):
        couple = couples[min(int(world.chance.expovariate(4 / len(couples))), len(couples) - 1)]
        facts = _make_exchange(world, couple)
        for _ in range(world.chance.randint(1, 2 * CLAIMS_PER_EXCHANGE - 1)):
            _tell(world, exchange, facts)
    return world


def _make_exchange(world: World, couple: tuple[str, str]) -> Row:
    chance = world.chance
    scale = chance.choice(SCALES)
    counts = [max(1, int(chance.gauss(scale, scale / 3))) for _ in couple]
    if world.happens("even exchange"):
        counts[1] = counts[0]
    named = min(3, counts[0]) if scale <= NAMED_UP_TO else 0
    return {
        "sides": couple,
        "day": FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        "counts": counts,
        "category": chance.choice(["military"] * 5 + ["detainee"] * 2 + ["remains"]),
        "place": chance.choice([None, _name(chance), _name(chance)]),
        "mediators": sorted(chance.sample(["ARE", "QAT", "TUR", "UN"], chance.randint(0, 2))),
        "persons": [f"{_name(chance)} {_name(chance)}" for _ in range(named)],
    }


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def _tell(world: World, exchange: int, facts: Row) -> None:
    """One report with one claim about the exchange."""
    kind = world.chance.choices(list(KINDS), list(KINDS.values()))[0]
    report_id = f"r{len(world.truth):06d}"
    told_before = facts.setdefault("told", [])
    if told_before and world.happens("copied"):
        _copy(world, world.chance.choice(told_before), report_id, exchange)
        return
    told_before.append(report_id)
    claim_id = f"{report_id}#0"
    world.truth[claim_id] = exchange
    world.rows["clean_reports"].append(_report(world, report_id, facts, kind))
    world.rows["claims"].append(_claim(world, report_id, claim_id, facts, kind))
    world.rows["claim_transfers"] += _transfers(world, claim_id, facts)
    told = {_spell(world, name) for name in facts["persons"] if world.happens("person told")}
    sides = {"released_by": facts["sides"][0], "received_by": facts["sides"][1]}
    world.rows["claim_persons"] += [
        {"claim_id": claim_id, "name": name, "person_id": name.lower().replace(" ", "-"), **sides, **EVIDENCE}
        for name in sorted(told)
    ]


def _copy(world: World, copied: str, report_id: str, exchange: int) -> None:
    """Another publisher prints the same report, a day later."""
    world.truth[f"{report_id}#0"] = exchange
    for name, rows in world.rows.items():
        key = "report_id" if name == "clean_reports" else "claim_id"
        found = [row for row in rows[-MOST_BETWEEN:] if row[key].split("#")[0] == copied]
        rows += [
            {**row, **{k: row[k].replace(copied, report_id) for k in ("report_id", "claim_id") if k in row}}
            for row in found
        ]
    original = world.rows["clean_reports"][-1]
    published = original["published_on"]
    original.update(
        publisher=f"p{world.chance.randrange(300)}",
        published_on=published and published + timedelta(days=1),
        sha256=report_id,
        n_chars=original["n_chars"] - 10,
    )


def _report(world: World, report_id: str, facts: Row, kind: str) -> Row:
    published = facts["day"] + timedelta(days=world.chance.randint(*LAGS[kind]))
    dated = world.happens("publication date")
    return {
        "report_id": report_id,
        "origin": report_id,
        "source": "bench",
        "publisher": f"p{world.chance.randrange(300)}",
        "published_on": published if dated else None,
        "published_basis": "metadata" if dated else "none",
        "published_precision": "day" if dated else "unknown",
        "language": "en",
        "curated": False,
        "text": "x",
        "n_chars": 1000,
        "sha256": report_id,
        "sketch": sorted(world.chance.getrandbits(62) for _ in range(64)),
        "landed_at": LANDED_AT,
    }


def _claim(world: World, report_id: str, claim_id: str, facts: Row, kind: str) -> Row:
    precision = world.chance.choice(PRECISIONS[kind])
    start, end = _interval(facts["day"], precision)
    return {
        "claim_id": claim_id,
        "report_id": report_id,
        "focus": kind != "look back",
        "status": "agreed" if kind == "plan" else "completed",
        "parties": list(facts["sides"]),
        "date_start": start,
        "date_end": end,
        "date_precision": precision,
        "date_basis": "stated" if start else "none",
        "place_name": facts["place"] if world.happens("place told") else None,
        "mediators": facts["mediators"] if world.happens("mediators told") else [],
        "total": sum(facts["counts"]) if world.happens("total told") else None,
        "confidence": 0.9,
        "extractor": "rules",
        "rules": [],
        **EVIDENCE,
    }


def _interval(day: date, precision: str) -> tuple[date | None, date | None]:
    if precision == "unknown":
        return None, None
    if precision == "day":
        return day, day
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _transfers(world: World, claim_id: str, facts: Row) -> list[Row]:
    transfers = []
    for no, (giving, getting) in enumerate((facts["sides"], facts["sides"][::-1])):
        if world.happens("direction told"):
            count, bound = _figure(facts["counts"][no], world)
            transfers.append(
                {
                    "claim_id": claim_id,
                    "transfer_no": no + 1,
                    "released_by": giving,
                    "received_by": getting,
                    "category": facts["category"] if world.happens("category told") else "unspecified",
                    "count": count,
                    "bound": bound,
                    "claimant": world.chance.choice([None, getting]),
                    **EVIDENCE,
                }
            )
    return transfers


def _figure(count: int, world: World) -> tuple[int | None, str]:
    chance = world.chance
    shares = [share * (1 if how == "exact" else world.noise) for how, share in FIGURES.items()]
    how = chance.choices(list(FIGURES), shares)[0]
    if how == "left out":
        return None, "exact"
    if how == "exact" or count < ROUNDED_FROM:
        return count, "exact"
    return (round(count, -1), "approx") if how == "rounded" else (int(count * chance.uniform(0.92, 1.08)), "exact")


def _spell(world: World, name: str) -> str:
    if not world.happens("name misspelt"):
        return name
    place = world.chance.randrange(1, name.index(" "))
    return name[:place] + world.chance.choice("aeiou") + name[place + 1 :]


def score(truth: Mapping[str, object], found: dict[str, str]) -> tuple[float, float]:
    """B-cubed F1 and pairwise precision of the found exchanges."""
    both = Counter((truth[claim_id], found[claim_id]) for claim_id in truth)
    right, predicted = Counter(truth.values()), Counter(found.values())
    precision = sum(n * n / predicted[exchange] for (_, exchange), n in both.items()) / len(truth)
    recall = sum(n * n / right[exchange] for (exchange, _), n in both.items()) / len(truth)
    pairs = sum(n * (n - 1) for n in both.values()), sum(n * (n - 1) for n in predicted.values())
    return 2 * precision * recall / (precision + recall), pairs[0] / pairs[1] if pairs[1] else 1.0


def resolve(tables: dict[str, pa.Table]) -> dict[str, str]:
    """The exchange of each claim by resolution itself."""
    rows = resolve_exchanges(tables)["exchange_claims"]
    return dict(zip(rows["claim_id"].to_pylist(), rows["exchange_id"].to_pylist(), strict=True))


def main(sizes: Sequence[int], noises: Sequence[float], seed: int, *, against: bool) -> None:
    """Prints a line for each size at the usual noise, and for each further noise at the smallest size."""
    ways: dict[str, Callable[[dict[str, pa.Table]], dict[str, str]]] = {"resolution": resolve}
    if against:
        ways |= {"same day, same parties": naive, "Splink": splink}
    print(
        f"{'claims':>8}{'noise':>7}  {'by':24}{'seconds':>8}{'on CPU':>7}{'to linear':>11}{'peak MB':>9}"
        f"{'B-cubed F1':>12}{'pair precision':>16}"
    )
    per_claim = None
    for size, noise in [*((size, 1.0) for size in sizes), *((sizes[0], noise) for noise in noises)]:
        world = make_world(size, seed, noise)
        tables = world.tables()
        world.rows.clear()
        for name, way in ways.items():
            start, on_cpu = time.perf_counter(), time.process_time()
            found = way(tables)
            elapsed, seconds = time.perf_counter() - start, time.process_time() - on_cpu
            per_claim = per_claim or seconds / len(world.truth)
            f1, precision = score(world.truth, found)
            linear = f"{seconds / len(world.truth) / per_claim:11.2f}" if way is resolve else f"{'':11}"
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{len(world.truth):8}{noise:7.1f}  {name:24}{elapsed:8.1f}{seconds:7.1f}{linear}{peak:9}"
                f"{f1:12.3f}{precision:16.3f}",
                flush=True,
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 30_000, 100_000], help="numbers of claims")
    parser.add_argument("--noise", nargs="*", type=float, default=[0.0, 0.5, 1.5, 2.0], help="times the usual errors")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--against", action="store_true", help="a naive rule and Splink over the same claims")
    arguments = parser.parse_args()
    main(arguments.sizes, arguments.noise, arguments.seed, against=arguments.against)
