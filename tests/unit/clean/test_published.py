"""Day of publication: which date of a page it is, and when there is none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assets.clean.furniture import mark_furniture
from assets.clean.lines import cut_lines
from assets.clean.parts import take_apart
from assets.clean.published import Publication, find_publication

SEEDS = Path(__file__).parents[3] / "seeds" / "reports"
LATEST = date(2026, 11, 21)
LEAD = "The two governments handed over ten prisoners each on Friday, the ministry said."
BODY = (
    "It was the first exchange for a year. Talks about it had gone on since the spring, in secret, in a third country."
)
ENDING = "Both sides thanked the hosts, and said that more exchanges of this kind would follow."
TEXT = f"{LEAD}\n\n{BODY}\n\n{ENDING}"


def find(text, *, metadata=None, prefix=None, url=None, latest=LATEST):
    lines = cut_lines(text)
    mark_furniture(lines)
    return find_publication(lines, metadata=metadata, prefix=prefix, url=url, latest=latest), lines


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("Updated: 20-05-2025 16:11 IST", date(2025, 5, 20)),
        ("Herald News Desk | Updated: 21-05-2025 09:00 IST | Created: 20-05-2025 16:11 IST", date(2025, 5, 20)),
        ("December 14, 2020 GMT", date(2020, 12, 14)),
        ("13 December 2023 16:57 (UTC+04:00)", date(2023, 12, 13)),
        ("February 12, 1986|JOHN ROE | Herald Staff Writer", date(1986, 2, 12)),
        ("February 12, 1986|By John Roe, Daily Herald.", date(1986, 2, 12)),
        ("Oct 18, 2022, 15:13 IST", date(2022, 10, 18)),
        ("AFP , Saturday 3 Jul 2021", date(2021, 7, 3)),
        ("17/7/2008 9:20", date(2008, 7, 17)),
        ("UPI18-07-2025", date(2025, 7, 18)),
        ("by Associated Press - 05/20/22 12:01 PM ET", date(2022, 5, 20)),
        ("(Xinhua) 08:14, March 25, 2022", date(2022, 3, 25)),
        ("23:39 UTC+8, 2025-05-27       0", date(2025, 5, 27)),
        ("Posted on Monday, May 5, 2025", date(2025, 5, 5)),
        ("2025-05-27T23:39:00Z", date(2025, 5, 27)),
        ("17:25 / 26.12.2019 Политика", date(2019, 12, 26)),
        ("Опубликовано: 26 декабря 2019, 17:25", date(2019, 12, 26)),
        ("Stand: 26. Dezember 2019, 17:25 Uhr", date(2019, 12, 26)),
        ("Publié le 26 décembre 2019 à 17h25", date(2019, 12, 26)),
        ("Ten home on each side | World | Herald | 29.12.2019", date(2019, 12, 29)),
    ],
)
def test_reads_stamps(stamp, day):
    publication, lines = find(f"Ten prisoners home on each side\n\n{stamp}\n\n{TEXT}")
    assert publication == Publication(day, "page")
    assert [line.text for line in lines if line.removed is None][-3:] == [LEAD, BODY, ENDING]


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (f"GENEVA, 3 May 2024 (Agency) -- {LEAD}", date(2024, 5, 3)),
        (f"Geneva, (APP - Point News - 16th Apr, 2020 ) :{LEAD}", date(2020, 4, 16)),
        (f"25 January, 2025: {LEAD}", date(2025, 1, 25)),
        (f"Tehran, 8 Rabiul Akhir 1437/18 January 2016 (MINA) – {LEAD}", date(2016, 1, 18)),
    ],
)
def test_reads_datelines_with_a_year_and_keeps_them(lead, day):
    publication, lines = find(f"{lead}\n\n{BODY}")
    assert publication == Publication(day, "page")
    assert lines[0].text == " ".join(lead.split())
    assert lines[0].removed is None


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"WASHINGTON, Feb. 10 (AP) - {LEAD}\n\n{BODY}",
        f"On May 3, 2024 - a Friday - {LEAD}\n\n{BODY}",
        f"In Kyiv on 3 May 2024: {LEAD}\n\n{BODY}",
        f"The swap of 3 May 2024 (the first) - {LEAD}\n\n{BODY}",
        f"The two sides swapped ten prisoners each on May 3, 2024.\n\n{BODY}",
        f"Men wait at the northern crossing in the morning, May 3, 2024.\n\n{TEXT}",
        f"Kyiv, May 3, 2024. Photo: AP\n\n{TEXT}",
        f"Relatives wait, May 3, 2024\n\n{TEXT}",
        f"Talks began on 3 May 2024.\n\n{TEXT}",
        f"{TEXT}\n\nRelated topics\n- Published3 May 2024\n- Published13 October 2022",
        f"{TEXT}\n\nThe hosts said on the radio that they were glad.\n\n3 May 2024",
        f"© 2024 Herald\n\n{TEXT}",
        f"04/05/2024 12:00\n\n{TEXT}",
        f"3 May 2024\n\n{LEAD}\n\n13 October 2022\n\n{BODY}",
        f"Published: 3 May 2027\n\n{TEXT}",
        f"{TEXT}\n\n— News agency (@agency) said all of this in a post that it had put out on May 3, 2024",
    ],
)
def test_gives_no_day_where_the_page_tells_none(text):
    assert find(text)[0] == Publication(None, "none")


def test_a_stamp_with_its_cue_may_stand_below():
    assert find(f"{TEXT}\n\nFirst published: 3 May 2024")[0] == Publication(date(2024, 5, 3), "page")


@pytest.mark.parametrize(
    ("hint", "day"),
    [
        ("", None),
        ("Updated: 25/05/2024 10:00", date(2024, 5, 4)),
        ("Talks had begun on 05/25/2024 in the capital.", date(2024, 4, 5)),
        ("The men were let go on 4 May 2024.", date(2024, 5, 4)),
        ("Talks began on 05/05/2024.", None),
    ],
)
def test_another_date_of_the_page_decides_between_day_and_month(hint, day):
    publication, _ = find(f"Published: 04/05/2024\n\n{TEXT}\n\n{hint}")
    assert publication.day == day


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"metadata": "2024-05-03", "prefix": "2024-05-09", "url": "http://a.example/2024/05/08/x"}, (3, "metadata")),
        ({"metadata": "2027-05-03", "prefix": "2024-05-09"}, (9, "page")),
        ({"metadata": "soon", "url": "http://a.example/2024/05/08/x"}, (8, "address")),
        ({"prefix": "2024-05-09", "url": "http://a.example/2024/05/08/x"}, (9, "page")),
        ({"prefix": "2024-05"}, (None, "none")),
        ({"url": "http://a.example/2024/05/08/x"}, (8, "address")),
        ({"stamp": "6 May 2024", "url": "http://a.example/2024/05/07/x"}, (6, "page")),
        ({"stamp": "2 May 2024", "url": "http://a.example/2024/05/08/x"}, (8, "address")),
        ({"stamp": "Published: 2 May 2024", "url": "http://a.example/2024/05/08/x"}, (2, "page")),
        ({"stamp": "2 May 2024", "prefix": "2024-05-04", "url": "http://a.example/2024/05/04/x"}, (4, "page")),
        ({"stamp": "7 May 2024", "prefix": "2024-05-04"}, (7, "page")),
        ({"stamp": "Updated: 9 May 2024\nPublished: 7 May 2024"}, (7, "page")),
        ({"stamp": "9 May 2024 10:00\n7 May 2024"}, (9, "page")),
        ({"stamp": "9 May 2024\n7 May 2024", "url": "http://a.example/2024/05/07/x"}, (7, "page")),
        ({"latest": date(2024, 5, 1), "stamp": "Published: 2 May 2024", "prefix": "2024-05-04"}, (None, "none")),
    ],
)  # fmt: skip
def test_chooses_among_the_bases(facts, expected):
    stamp = facts.pop("stamp", "")
    publication, _ = find(f"Ten prisoners home\n\n{stamp}\n\n{TEXT}", **facts)
    day, basis = expected
    assert publication == Publication(date(2024, 5, day) if day else None, basis)


def test_page_and_address_agree_with_what_the_sample_reports_say_of_themselves():
    differences = {}
    for path in sorted(SEEDS.glob("*.json")):
        record = json.loads(path.read_text())
        document = {"format": "json", "raw": path.read_bytes(), "url": record["url"], "fields": '{"text": "text"}'}
        parts = take_apart(document)
        publication, _ = find(parts.text, prefix=parts.prefix, url=parts.url)
        found = publication.day.isoformat() if publication.day else None
        if found != record["published"]:
            differences[path.stem] = (record["published"], found, publication.basis)
    assert differences == {
        "h-sd-2004-11-16-sla-one-way": ("2004-11-16", None, "none"),  # its dateline has no year
        "n-doda-exchange-of-fire": (None, "2024-08-14", "address"),  # only the address tells
    }
