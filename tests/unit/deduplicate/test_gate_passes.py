"""Whatever valid claims come, what resolution makes of them passes its gate: one bad report must stop nobody.

Claims of many small worlds are made from a seed, each world resolved by itself, over two runs, with decisions, rows of
lists and newer versions; the gate judges all of them at once. `--hypothesis-profile=default` tries other seeds.
"""

from datetime import date
from itertools import product
from random import Random

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assets.deduplicate.resolve import resolve_exchanges
from expectations.deduplicate import party_groups
from expectations.gate import SUITES, judge_batch
from expectations.rules import Expectations, Finding
from tests.unit.deduplicate.conftest import tables_of
from tests.unit.deduplicate.test_obeying import decide
from warehouse.tables import ROLLUPS, TABLES

WORLDS = 40
WHOLE = "West"  # a name for several parties, and no code that a person could set
SIDES = [
    (["RUS", "DPR", "LPR", "Wagner", "SUN", "BLR"], ["UKR"]),
    (["RUS", "DPR"], ["UKR"]),
    (["RUS", "SUN", "DDR"], ["USA", "DEU", WHOLE, "POL"]),
    (["Hamas", "PSE", "PLO", "PFLP-GC"], ["ISR"]),
    (["Hezbollah", "LBN", "PSE"], ["ISR", "USA"]),
    (["RUS", "DPR", "UKR"], ["RUS", "UKR"]),
]
COUNTS = ["0", "0", "+0", "<0", "~0", "?", "5", "5", "<5", "+5", "3", "2", "75", "75", "~70", "80"]
CATEGORIES = ["", "", "", "", " military", " civilian", " remains", " mixed", " detainee"]
CLAIMANTS = ["", "", "", "", " says RUS", " says UKR"]
DATES = [None, "2024-05-31", "2024-05-31", "2024-05-31", "2024-06-01", "2024-06-03", "2024-05", "2024"]
ON = [None, "2024-05-31", "2024-06-01", "2024-06-20", "2024-09-01"]
STATUSES = ["completed", "completed", "completed", "agreed", "proposed", "cancelled"]
NAMES = ["Oleg Sentsov", "Oleh Sentsov", "Sentsov", "O. Sentsov", "Oleg", "Marc Fogel", "Mark Fogel"]


class World:
    """A few reports on one or two exchanges, and what people decided about them."""

    def __init__(self, seed, number):
        self.chance = Random(f"{seed} {number}")
        self.first, self.second = self.chance.choice(SIDES)
        self.date, self.name = self.pick(DATES), self.pick(NAMES)
        self.counts = self.pick([["0", "5"], self.chance.sample(COUNTS, 3)])
        reports = [f"w{number:03}{letter}" for letter in "abcdef"]
        headers = {report: self._report() for report in reports}
        named = [self.pick(reports) for _ in range(self.pick([1, 2, 4, 8]))]
        self.told = [{"report": report, **self._claim(), **headers[report]} for report in named]
        if self.chance.random() < 0.5:  # claims that are joined whatever figures they give
            one = {"date": "2024-05-31", "status": "completed", "persons": ["Marc Fogel", "Oleg Sentsov"]}
            self.told = [{**claim, **one} for claim in {claim["report"]: claim for claim in self.told}.values()]
        self.rollups = [self._rollup(f"{reports[0]}-sum")] if self.rarely() else []

    def pick(self, values):
        return self.chance.choice(values)

    def rarely(self):
        return self.chance.random() < 0.2

    def _report(self):
        return {
            "on": self.pick(ON),
            "publisher": self.pick(["one.example", "two.example", None]),
            "landed": self.chance.randint(1, 9),
            **({"list_name": "known.csv"} if self.rarely() else {}),
            **({"url": "https://one.example/swap"} if self.rarely() else {}),
            **({"sketch": list(range(100))} if self.rarely() else {}),
        }

    def _claim(self):
        parties = {self.pick(self.first), self.pick(self.second)} if not self.rarely() else {self.pick(self.first)}
        return {
            "parties": " ".join(sorted(parties)),
            "date": self.pick(DATES) if self.rarely() else self.date,
            "status": self.pick(STATUSES),
            "focus": not self.rarely(),
            "moved": "; ".join(self._moved() for _ in range(self.pick([0, 1, 1, 1, 2]))),
            "total": self.pick([None, None, 0, 10]),
            "persons": sorted(self.pick([[], [self.name], [self.name], self.chance.sample(NAMES, 2)])),
            "place": self.pick([None, None, "Sumy", "Sumy region", "Minsk"]),
            "country": self.pick([None, None, "UKR", "BLR"]),
            "mediators": self.pick(["", "", "ARE", "ARE USA"]),
        }

    def _moved(self):
        by, to = self._side(self.first), self._side(self.second)
        if self.chance.random() < 0.3:
            by, to = to, by
        count = self.pick(COUNTS) if self.rarely() else self.pick(self.counts)
        return f"{by}>{to} {count}{self.pick(CATEGORIES)}{self.pick(CLAIMANTS)}"

    def _side(self, names):
        n = min(self.pick([0, 1, 1, 1, 1, 1, 2, 3]), len(names))
        return self.pick("+/").join(self.chance.sample(names, n))

    def _rollup(self, report_id):
        one, other = self.pick(self.first), self.pick(self.second)
        days = {"date_start": date(2024, 5, 30), "date_end": date(2024, 6, 5), "date_precision": "day"}
        sides = {"parties": sorted({one, other}), "side_a": one, "side_b": other}
        counts = {"released_by_a": self.pick([5, 8, 10, 150]), "released_by_b": self.pick([None, 0, 5, 10])}
        return {"report_id": report_id, **days, **sides, **counts, "category": self.pick(["mixed", "remains"])}

    def tables(self, n):
        """The tables of the first claims, the persons of some of them with the way they went."""
        found = {**tables_of(self.told[:n]), "rollups": ROLLUPS.rows(self.rollups)}
        persons = found["claim_persons"].to_pylist()
        for row in persons:
            ways = Random(f"{row['claim_id']} {row['name']}")
            sides = [ways.choice(names) for names in ways.sample([self.first, self.second], 2)]
            row["released_by"], row["received_by"] = (side if ways.random() < 0.6 else None for side in sides)
        return {**found, "claim_persons": TABLES["claim_persons"].rows(persons)}

    def decisions(self, resolved):
        """What people decide after the first run."""
        stands = [(row["claim_id"], row["exchange_id"]) for row in resolved["exchange_claims"].to_pylist()]
        rows = []
        for _ in range(self.pick([0, 0, 1, 2])):
            (claim, exchange), (other, _) = self.pick(stands), self.pick(stands)
            way = f"{self.pick(self.first)}>{self.pick([side for side in self.second if side != WHOLE])}"
            rows.append(
                self.pick(
                    [
                        ("merge", exchange, other),
                        ("not_same", claim, other),
                        ("reject", claim),
                        ("set", exchange, f"count {way}", self.pick(["0", "5"])),
                        ("set", exchange, "status", "completed"),
                        ("set", claim, "date", self.pick(["2024-06-02", "unknown"])),
                    ]
                )
            )
        return decide(*(row for row in rows if len(row) < 3 or row[1] != row[2]))

    def resolve(self):
        """The claims and the exchanges of two runs, and what the second knew of the first."""
        before = resolve_exchanges(self.tables(self.chance.randint(1, len(self.told))))
        given_tables = self.tables(len(self.told))
        resolved = resolve_exchanges(given_tables, self.decisions(before), before)
        del given_tables["rollups"]
        return {**given_tables, "earlier": before["exchange_registry"]}, resolved


def together(tables):
    return {name: pa.concat_tables(found[name] for found in tables) for name in tables[0]}


def pass_expectations(_, __, rules):
    """Keys and enumerations of single tables: `test_resolve.py` asks for them, without a library slow to load."""
    return {rule.id: Finding() for rule in rules if isinstance(rule.check, Expectations)}


def breaches(worlds):
    """The rules that would stop a publication of the worlds, with what they found."""
    resolved = [world.resolve() for world in worlds]
    return failures(*(together(list(found)) for found in zip(*resolved, strict=True)))


def failures(context, tables):
    verdict = judge_batch(SUITES["deduplicate"], "worlds", tables, context, frames=pass_expectations)
    return [result for result in verdict.results if result["outcome"] in {"failed", "crashed"}]


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 1 << 32))
def test_no_rule_that_stops_fails(seed):
    worlds = [World(seed, number) for number in range(WORLDS)]
    if breaches(worlds):
        found = [(world, broken) for world in worlds if (broken := breaches([world]))]
        least, broken = min(found, key=lambda item: len(item[0].told))
        raise AssertionError(f"{broken}\n{least.told}\n{least.rollups}")


@pytest.mark.parametrize("date", ["2024-05-01..2024-06-20", "2024-06-20..2024-05-01"])
def test_an_interval_that_a_person_accepted_stops_nobody(date):
    """`extract` takes such claims out, unless a person accepts them."""
    claims = [{"report": "a", "date": date}, {"report": "b", "date": "2024-05-31", "moved": "RUS>UKR 75"}]
    for told in ([claims[0]], claims):
        context = tables_of(told)
        assert failures(context, resolve_exchanges(context)) == []


def test_fusion_and_gate_take_the_same_names_for_one_another(weights):
    stands_for = {}
    for row in party_groups().to_pylist():
        stands_for.setdefault(row["party"], {row["party"]}).add(row["stands_for"])
    for one, other in product(stands_for, repeat=2):
        in_fusion = weights.roots(weights.actors([one])) & weights.roots(weights.actors([other]))
        assert bool(in_fusion) == bool(stands_for[one] & stands_for[other]), (one, other)
