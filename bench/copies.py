"""How well and how fast copies are found: `python -m bench.copies [--events N] [--independent N]`.

Made from the sample reports: each is the original of copies that are cut to a part of their sentences, re-headlined,
cut and edited, or given another figure wherever it is printed. Beside them stand independent reports that must not
become copies: hundreds on one event, in words of their own but with the same figures, the same official statement
and, for some, the same paragraph of background (`independent_reports.toml`); and the monthly notes of one ministry,
which differ in date and figure only. Prints pairwise precision, recall and F1, how many copies of each kind are found
with their original, how many changed figures stand as a claim, and reports a second on one core, extraction not
counted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import time
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from assets.clean.documents import clean_documents
from assets.deduplicate.copies import find_copies
from assets.deduplicate.records import read_claims, read_reports
from assets.extract.claims import extract_claims
from warehouse.tables import LANDING

SAMPLES = Path(__file__).resolve().parents[1] / "seeds" / "reports"
LANDED_AT = datetime(2026, 7, 1)  # noqa: DTZ001  # the column is UTC without a zone
KINDS = ("re-headlined", "cut to a half", "cut to a third", "cut and edited", "other figure", "copy of a copy")
MIN_SENTENCES = 6  # of an original; what is left of shorter ones is a line
BACKGROUND_SHARE = 0.2  # of independent reports that have the same background
EDITED_SHARE = 0.04  # words that an editor replaces
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"'])")
FIGURE = re.compile(r"(?<![\d.,:-])\d{2,3}(?![\d:-]|[.,]\d)")


@dataclass
class Corpus:
    """Reports, the original of each copy, the kind of each copy, and copies that tell another figure."""

    rows: list[dict[str, object]] = field(default_factory=list)
    original: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    figures: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, text: str, on: date, host: str, original: str | None = None, kind: str = "") -> str:
        """Adds a report; returns its id."""
        report_id = hashlib.sha256(f"{len(self.rows)} {text}".encode()).hexdigest()[:16]
        record = {"url": f"https://{host}/{report_id}", "published": on.isoformat(), "text": text}
        raw = json.dumps(record).encode()
        self.rows.append(
            {
                "document_id": report_id, "origin": host, "member": 0, "source": "bench", "format": "json", "raw": raw,
                "sha256": hashlib.sha256(raw).hexdigest(), "n_bytes": len(raw), "url": record["url"], "given": None,
                "fields": json.dumps({name: name for name in record}), "landed_at": LANDED_AT,
            }
        )  # fmt: skip
        if original:
            self.original[report_id] = self.original.get(original, original)
            self.kinds[report_id] = kind
        return report_id


def add_copies(corpus: Corpus, chance: random.Random) -> None:
    """Adds the sample reports and copies of every kind of each."""
    for number, path in enumerate(sorted(SAMPLES.glob("*.json"))):
        told = json.loads(path.read_text(encoding="utf-8"))
        sentences = SENTENCE_END.split(_clean_text(told["text"]))
        if len(sentences) < MIN_SENTENCES:
            continue
        on = date.fromisoformat(told["published"]) if told["published"] else date(2020, 1, 1)
        original = corpus.add(" ".join(sentences), on, f"first{number}.example")
        half = ""
        for kind in KINDS:
            text = _copied(kind, SENTENCE_END.split(half) if kind == "copy of a copy" else sentences, chance)
            half = text if kind == "cut to a half" else half
            day = on + timedelta(days=chance.randrange(3))
            copy = corpus.add(text, day, f"{kind.replace(' ', '-')}{number}.example", original, kind)
            before = FIGURE.search(" ".join(sentences))
            if kind == "other figure" and before:
                corpus.figures[copy] = (int(before[0]), int(FIGURE.findall(text)[0]))


def _clean_text(text: str) -> str:
    """The text without furniture, which copies have of their own."""
    sample = Corpus()
    sample.add(text, LANDED_AT.date(), "sample.example")
    return str(clean_documents(LANDING.rows(sample.rows))[0]["text"][0])


def _copied(kind: str, sentences: list[str], chance: random.Random) -> str:
    if kind == "re-headlined":
        return "\n\n".join(["What we know about the latest handover", "By our correspondents", *sentences])
    if kind == "other figure":
        text = "\n\n".join(sentences)
        figure = FIGURE.search(text)
        return _with_figure(text, int(figure[0]), int(figure[0]) + chance.choice((3, 7, 10))) if figure else text
    share = {"cut to a third": 1 / 3, "copy of a copy": 2 / 3}.get(kind, 1 / 2)
    n_kept = min(max(3, round(share * len(sentences))), len(sentences))
    places = [0, *sorted(chance.sample(range(1, len(sentences)), n_kept - 1))]  # an abridged report keeps its lead
    words = " ".join(sentences[place] for place in places).split(" ")
    if kind == "cut and edited":
        words = [chance.choice(EDITS) if chance.random() < EDITED_SHARE else word for word in words]
    return " ".join(words)


def _with_figure(text: str, old: int, new: int) -> str:
    """The text with another figure wherever it is printed, in words as well: else the copy contradicts itself."""
    text = re.sub(rf"(?<![\d.,:-]){old}(?![\d:-]|[.,]\d)", str(new), text)
    return re.sub(rf"\b{_in_words(old)}\b", str(new), text, flags=re.IGNORECASE) if old < len(TENS) * 10 else text


def _in_words(number: int) -> str:
    if number < len(UNITS):
        return UNITS[number]
    ten, unit = divmod(number, 10)
    return TENS[ten] + (f"-{UNITS[unit]}" if unit else "")


UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
EDITS = ("the", "also", "earlier", "officials", "reportedly", "on", "its", "their", "latest", "side")
PLACES = ("Chernihiv", "Sumy", "Zaporizhzhia", "Belgorod")
WORDINGS = tomllib.loads(Path(__file__).with_name("independent_reports.toml").read_text(encoding="utf-8"))
OWN_WORDS = re.findall(r"[a-z]{5,}", " ".join(WORDINGS["leads"] + WORDINGS["sentences"]))
CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def add_independent(corpus: Corpus, n_events: int, n_reports: int, chance: random.Random) -> None:
    """Adds events that many publishers report in words of their own."""
    for event in range(n_events):
        on = date(2024, 1, 10) + timedelta(days=17 * event)
        facts = {"r": "Russia", "u": "Ukraine", "n": str(60 + 5 * event), "p": PLACES[event % 4], "d": f"{on:%A}"}
        for number in range(n_reports):
            text = [chance.choice(WORDINGS["leads"]), *chance.sample(WORDINGS["sentences"], chance.randrange(8, 13))]
            text = [_worded(sentence, facts, chance) for sentence in text]
            text.insert(chance.randrange(1, len(text)), WORDINGS["statement"])
            if chance.random() < BACKGROUND_SHARE:
                text.append(WORDINGS["background"])
            corpus.add(" ".join(text), on, f"desk{number}.example")


def _worded(text: str, facts: dict[str, str], chance: random.Random) -> str:
    for name, value in facts.items():
        text = text.replace(f"{{{name}}}", value)
    while choice := CHOICE.search(text):
        text = text[: choice.start()] + chance.choice(choice[1].split("|")) + text[choice.end() :]
    words = text.split(" ")
    for place in range(len(words) - 1, 0, -chance.randrange(4, 9)):
        words.insert(place, chance.choice(OWN_WORDS))
    return " ".join(words)


def add_forms(corpus: Corpus, n: int) -> None:
    """Adds the monthly notes of one ministry, alike but for day and figure."""
    for month in range(n):
        on = date(2023, 1, 15) + timedelta(days=30 * month)
        corpus.add(
            f"The ministry informs that on {on:%d %B %Y} the bodies of {20 + month} fallen soldiers were returned to "
            "Ukraine by Russia. The repatriation was carried out with the support of the International Committee of "
            "the Red Cross. The remains will be handed to experts of the interior ministry, who will establish the "
            "identity of the dead in the shortest time that is possible. The ministry thanks all who took part.",
            on, "ministry.example",
        )  # fmt: skip


def pairs(groups: dict[str, str], ids: list[str]) -> set[tuple[str, str]]:
    """All pairs of reports that are one text, themselves or by their original."""
    members = defaultdict(list)
    for report_id in ids:
        members[groups.get(report_id, report_id)].append(report_id)
    return {(one, other) for group in members.values() for one in group for other in group if one < other}


def _pair(one: str, other: str) -> tuple[str, str]:
    return min(one, other), max(one, other)


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=4)
    options.add_argument("--independent", type=int, default=200)
    given = options.parse_args()
    chance = random.Random(1)  # no secret
    corpus = Corpus()
    add_copies(corpus, chance)
    add_independent(corpus, given.events, given.independent, chance)
    add_forms(corpus, 24)
    chance.shuffle(corpus.rows)
    cleaned, _ = clean_documents(LANDING.rows(corpus.rows))
    tables = {"clean_reports": cleaned, **extract_claims(cleaned)}
    reports = read_reports(tables)
    claims = read_claims(tables, reports)
    start = time.perf_counter()
    copies = find_copies(reports.values(), claims)
    seconds = time.perf_counter() - start
    ids = sorted({claim.report.report_id for claim in claims})
    true, found = pairs(corpus.original, ids), pairs(copies, ids)
    precision, recall = len(true & found) / max(len(found), 1), len(true & found) / max(len(true), 1)
    print(f"{len(corpus.rows):,} reports, {len(ids):,} with claims, {len(true):,} true pairs")
    f1 = 2 * precision * recall / (precision + recall)
    print(f"pairwise precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    kinds = Counter(corpus.kinds[i] for i in ids if i in corpus.kinds)
    for kind in KINDS:
        hit = sum(corpus.kinds.get(i) == kind and _pair(i, corpus.original[i]) in found for i in ids)
        print(f"  {kind:16} {hit}/{kinds[kind]}")
    print(f"  reports in pairs that are none: {len({i for pair in found - true for i in pair})}")
    told = defaultdict(set)
    for claim in claims:
        told[claim.report.report_id] |= {transfer.count for transfer in claim.transfers} | {claim.total}
    changed = [(new, told[i]) for i, (old, new) in corpus.figures.items() if old in told[corpus.original[i]]]
    stand = sum(new in own for new, own in changed)
    print(f"  changed figures of claims that stand as a claim: {stand}/{len(changed)}")
    print(f"{len(reports) / seconds:,.0f} reports a second on one core")


if __name__ == "__main__":
    main()
