"""How much furniture `clean` leaves, and how much of the report it loses: `python -m bench.furniture [--lines]`.

Over the made-up pages of `tests/unit/clean/dumped_pages.toml`: ten languages, two wordings of each kind of furniture,
three layouts of raw text and three of HTML. Prints shares of words for each wording and layout, shares of pages whose
title, day, caption and language are right, and what is left by kind; with `--lines` each line that is left or lost.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from tests.unit.clean.dumped_pages import HTML_LAYOUTS, TEXT_LAYOUTS, WORDINGS, DumpedPage, Outcome, judge, make_pages

FACTS = ("title", "day", "caption", "language")


def describe(outcomes: Sequence[Outcome]) -> str:
    """The shares of some pages."""
    left = sum(o.left_words for o in outcomes) / sum(o.furniture_words for o in outcomes)
    lost = sum(o.lost_words for o in outcomes) / sum(o.body_words for o in outcomes)
    facts = (f"{fact} {sum(getattr(o, f'{fact}_is_right') for o in outcomes) / len(outcomes):.2f}" for fact in FACTS)
    return f"furniture left {left:6.2%}  body lost {lost:6.2%}  right: {', '.join(facts)}  ({len(outcomes)} pages)"


def main() -> None:
    """Prints the shares."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", action="store_true", help="print every line that is left or lost")
    parser.add_argument("--wording", type=int, choices=[n + 1 for n in WORDINGS], help="only pages of this wording")
    arguments = parser.parse_args()
    judged: list[tuple[DumpedPage, Outcome]] = [
        (page, judge(page)) for page in make_pages() if arguments.wording in {None, page.wording + 1}
    ]
    for wording in sorted({page.wording for page, _ in judged}):
        for name, layouts in (("text", TEXT_LAYOUTS), ("HTML", HTML_LAYOUTS)):
            some = [outcome for page, outcome in judged if page.wording == wording and page.layout in layouts]
            print(f"wording {wording + 1}, {name}: {describe(some)}")
    for layout in (*TEXT_LAYOUTS, *HTML_LAYOUTS):
        print(f"{layout:10} {describe([outcome for page, outcome in judged if page.layout == layout])}")
    left: Counter[str] = sum((outcome.left for _, outcome in judged), Counter())
    print("lines left by kind:", ", ".join(f"{kind} {n}" for kind, n in left.most_common()) or "none")
    if arguments.lines:
        lines = Counter(
            f"{verb} {line}"
            for _, outcome in judged
            for verb, some in (("left", outcome.lines_left), ("LOST", outcome.lines_lost))
            for line in some
        )
        for line, n in sorted(lines.items()):
            print(f"{n:3} {line}")


if __name__ == "__main__":
    main()
