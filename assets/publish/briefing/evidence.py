"""The words of reports as the page quotes them: cut into what is marked and what is not, and links out of them.

Belongs here: pieces of text and addresses. Not here: markup; the template escapes every piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from warehouse.harmless import web_address, web_host

# Longer quotations than any sentence; the rest is in the warehouse.
LONGEST = 1_200

Row = Mapping[str, Any]


class Link(NamedTuple):
    """An address that a reader can be led to, and whose it is."""

    address: str
    host: str


class Piece(NamedTuple):
    """A piece of a quotation."""

    text: str
    marked: bool


class Quotation(NamedTuple):
    """The words of a report that a claim rests on."""

    pieces: list[Piece]
    is_cut: bool


def report_link(address: str | None) -> Link | None:
    """The link to a report; None if nobody should be led there."""
    safe = web_address(address)
    return Link(safe, web_host(safe)) if safe else None


def quotations(claim: Row) -> list[Quotation]:
    """The claim's own words with the figures in them marked, then the words of figures that stand elsewhere."""
    figures = sorted({(f["evidence_start"], f["evidence_end"], f["evidence"]) for f in claim["figures"]})
    start, end = claim["evidence_start"], claim["evidence_end"]
    inside = [(first - start, last - start) for first, last, _ in figures if start <= first and last <= end]
    elsewhere = [words for first, last, words in figures if not (start <= first and last <= end)]
    own = _quotation(claim["evidence"], inside if any(span != (0, end - start) for span in inside) else [])
    return [own, *(_quotation(words, [(0, len(words))]) for words in elsewhere)]


def listed_facts(claim: Row) -> list[tuple[str, str]]:
    """What a row of a curated list says, as names and values; addresses apart (`listed_links`)."""
    return [(name, value) for name, value in _listed(claim["evidence"]) if value and not name.endswith("urls")]


def listed_links(claim: Row) -> list[Link]:
    """The addresses that a row of a curated list rests on."""
    addresses = [a for name, value in _listed(claim["evidence"]) if name.endswith("urls") for a in value.split(";")]
    return [link for link in map(report_link, (a.strip() for a in addresses)) if link]


def _listed(evidence: str) -> list[tuple[str, str]]:
    pairs = [line.partition(":") for line in evidence.splitlines()]
    return [(name.replace("_", " ").strip(), value.strip()) for name, colon, value in pairs if colon]


def _quotation(text: str, spans: Iterable[tuple[int, int]]) -> Quotation:
    pieces: list[Piece] = []
    at = 0
    shown = text[:LONGEST]
    for start, end in spans:
        if start < at:  # figures of one phrase overlap: the first one's mark stands
            continue
        pieces += [Piece(shown[at:start], False), Piece(shown[start:end], True)]
        at = end
    pieces.append(Piece(shown[at:], False))
    return Quotation([piece for piece in pieces if piece.text], len(text) > LONGEST)
