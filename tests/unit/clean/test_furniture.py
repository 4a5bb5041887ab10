"""Furniture: what goes and what stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assets.clean.furniture import cues_in, mark_furniture
from assets.clean.lines import cut_lines
from assets.clean.parts import take_apart
from assets.clean.reference import furniture

SEEDS = Path(__file__).parents[3] / "seeds" / "reports"
LEAD = "The two governments handed over ten prisoners each on Friday, the ministry said."
BODY = (
    "It was the first exchange for a year. Talks about it had gone on since the spring, in secret, in a third country."
)
ENDING = "Both sides thanked the hosts, and said that more exchanges of this kind would follow."
MENU = (
    "Home News World Europe Asia Africa Politics Business Sport Culture Opinion Video Podcasts Weather Markets Health "
    "Science Travel Style Food Cars"
)
ARTICLE = f"{LEAD}\n\n{BODY}\n\n{ENDING}"


def kept(text):
    lines = cut_lines(text)
    mark_furniture(lines)
    return [line.text for line in lines if line.removed is None]


@pytest.mark.parametrize(
    "furniture",
    [
        "Advertisement",
        "ADVERTISEMENT:",
        "Skip to main content",
        "Left Menu",
        "Share | Print | Email",
        "Facebook Twitter WhatsApp Telegram",
        "Home > World > Europe",
        "You are here: Home > Archive",
        "World | Politics | Business | Sport | Opinion",
        "World / Europe",
        "HomeWorldEurope Video",
        "+",
        "3",
        "1 / 4",
        "* * *",
        "© 2025 Daily Herald",
        "Copyright 2025 Daily Herald. All rights reserved",
        "Phone: +1 202 555 0100",
        "https://herald.example/a/b",
        "[embed]https://video.example/1[/embed]",
        "#prisoners #swap",
        "swap, prisoners, border",
        "4 min read",
        "12 comments",
        "By Jane Doe and John Roe, Staff Writers",
        "READ ALSO: Spain sends 300 soldiers to the north",
        "Read more: Spain sends 300 soldiers",
        "More from Europe",
        "We use cookies and similar means to make this site work better for all of you. Read our privacy policy.",
        "Subscribe to our free newsletter and get the best stories straight to your inbox.",
        "Please make a small donation: independent journalism needs readers like you.",
        "Your email address will not be published. Required fields are marked *",
        "Follow us on Facebook",
        "Support The Daily Herald!",
        "Continue reading",
        "Loading...",
        "Gold 2,310 +0.4% Oil 81.20 -1.1%",
        MENU,
        "Реклама",
        "Подписывайтесь на наш канал в Telegram",
        "Читайте также: Испания отправила 300 солдат",
        "Читайте також: Іспанія відправила 300 солдатів",
        "Werbung",
        "Lesen Sie auch: Spanien schickt 300 Soldaten",
        "Publicité",
        "Síguenos en Twitter",
        "Czytaj też: Hiszpania wysyła 300 żołnierzy",
        "Bizi takip edin",
        "إعلان",
    ],
)
@pytest.mark.parametrize("place", ["above", "within", "below"])
def test_lines_of_furniture_go(furniture, place):
    paragraphs = ["Ten prisoners home on each side", LEAD, BODY, ENDING]
    text = list(paragraphs)
    text.insert({"above": 0, "within": 2, "below": 4}[place], furniture)
    assert kept("\n\n".join(text)) == paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Ten prisoners home on each side",
        "KYIV",
        "Reuters",
        "How did it come to this?",
        "• 400 prisoners were let go under the agreement",
        "Men sit in a bus after the swap, May 31, 2024. (AP)",
        "Red Cross staff at the crossing. Photo: AFP",
        "“Never,” he said.",
        "Jane Doe, 34",
        "He posted it on Facebook and Twitter, where many people saw it and shared it.",
        "The court said that the privacy policy of the prison did not matter here.",
        "She asked people to subscribe to the idea that every prisoner counts.",
        "Donations for the families of the prisoners reached 3 million, the charity said.",
        "Comments by the minister that the swap had failed were denied by the other side.",
        "Read the names of the ten men below, as the ministry printed them on Friday.",
    ],
)
@pytest.mark.parametrize("place", ["above", "within", "below"])
def test_lines_of_the_report_stay(line, place):
    text = [LEAD, BODY, ENDING]
    text.insert({"above": 0, "within": 2, "below": 3}[place], line)
    assert kept("\n\n".join(text)) == text


TITLE = "Ten home on each side"
HEADLINES = "1\nSpain sends 300 soldiers to the north\n\nSpain\n2\nBrazil frees 40 miners after a week\n\nBrazil"
TEASERS = (
    "Brazil frees 40 miners\nForty miners were let go in Brazil after a week, officials said.\nSpain sends 300 soldiers"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{ARTICLE}\n\nTRENDING\n\n{HEADLINES}", [LEAD, BODY, ENDING]),
        (f"{ARTICLE}\n\nRelated posts\n{TEASERS}", [LEAD, BODY, ENDING]),
        (f"{LEAD}\n\nRelated:\nSpain sends 300 soldiers\n\n{BODY}\n\n{ENDING}", [LEAD, BODY, ENDING]),
        (f"{ARTICLE}\n\nLatest News\n\nSpain sends 300 soldiers\n\n{BODY}x", [LEAD, BODY, ENDING, BODY + "x"]),
        (f"{LEAD}\n\n{BODY}\n\nSee also\nSpain sends 300 soldiers\n\n{ENDING}", [LEAD, BODY, ENDING]),
        (f"{LEAD}\n\nRead next\nSpain sends 300\n“Never,” he said.\n\n{BODY}", [LEAD, "“Never,” he said.", BODY]),
        (f"Trending now\nSpain sends 300 to the north\n\n{TITLE}\n\n{ARTICLE}", [TITLE, LEAD, BODY, ENDING]),
        (f"Trending now\n{TITLE}\n{ARTICLE}", [TITLE, LEAD, BODY, ENDING]),
        (f"{ARTICLE}\n\n3 comments\n\nBob\n{BODY}x\n\nAnn\n10,000 were let go. I saw them.", [LEAD, BODY, ENDING]),
        (f"3 comments\n\n{ARTICLE}", [LEAD, BODY, ENDING]),
    ],
)  # fmt: skip
def test_lists_of_other_articles_go_and_the_report_goes_on(text, expected):
    assert kept(text) == expected


def test_menus_of_one_link_a_line_go():
    menu = "World\nEurope\nSpain\nRussia\nUkraine\nSport\nOpinion"
    assert kept(f"{menu}\n\nTen prisoners home on each side\n\n{ARTICLE}") == [
        "Ten prisoners home on each side",
        LEAD,
        BODY,
        ENDING,
    ]
    assert kept(f"{ARTICLE}\n\n{menu}\nContact us\nPrivacy policy\nTerms of use") == [LEAD, BODY, ENDING]


def test_lists_of_names_stay():
    names = ["Jane Doe", "John Roe", "Max Moe", "Ivan Petrenko", "Anna Bauer", "Li Wei", "Omar Said"]
    assert kept(f"{LEAD}\n\n" + "\n".join(names)) == [LEAD, *names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TITLE}\n\n{TITLE}\n\n{ARTICLE}", [TITLE, LEAD, BODY, ENDING]),
        (f"{TITLE} | News | Herald\n\n{TITLE}\n\n{ARTICLE}", [TITLE, LEAD, BODY, ENDING]),
        (f"Men in a bus\nMen in a bus (AP)\n\n{LEAD}", ["Men in a bus (AP)", LEAD]),
        (f"{LEAD}\n\n{LEAD} It was the first one.", [f"{LEAD} It was the first one."]),
        (f"{LEAD}\n\n{BODY}\n\n{LEAD}", [LEAD, BODY]),
        (f"{LEAD}\n\nNo.\n\n{BODY}\n\nNo.", [LEAD, "No.", BODY, "No."]),
    ],
)  # fmt: skip
def test_repeated_lines_stay_once(text, expected):
    assert kept(text) == expected


def test_every_sentence_that_goes_from_the_sample_reports_is_a_notice_or_a_repetition():
    gone = []
    for path in sorted(SEEDS.glob("*.json")):
        record = json.loads(path.read_text())
        document = {"format": "json", "raw": path.read_bytes(), "url": record["url"], "fields": '{"text": "text"}'}
        lines = cut_lines(take_apart(document).text)
        mark_furniture(lines)
        gone += [line.text.split()[0] for line in lines if line.is_sentence and line.removed in {"cue", "section"}]
    assert gone == ["You", "We", "Your", "(Auto-generated", "Our"]


def test_many_headings_take_no_more_than_one_pass():
    text = f"{LEAD}\n\n" + "Related posts\n\nSpain sends 300 soldiers\n\n" * 5_000
    assert kept(text) == [LEAD]


def test_no_cue_is_missed_where_words_are_looked_up():
    data = furniture()
    missed = [cue for cue in data.cues if cue not in cues_in(f"all x{cue}s of it\nmore", data)]
    assert missed == []


def test_report_in_one_paragraph_stays_though_it_tells_of_a_donation():
    told = "She had been sentenced to twelve years for a small donation, which her lawyers called no crime. "
    report = f"{LEAD} {told}{BODY} {told}{ENDING} How can a donation be treason? {BODY} {ENDING}"
    assert report in kept(f"Set free\n\n{report}")
