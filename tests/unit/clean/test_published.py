"""Day of publication: which date of a page it is, and when there is none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assets.clean.furniture import mark_furniture
from assets.clean.lines import cut_lines
from assets.clean.parts import take_apart
from assets.clean.published import DateSigns, Publication, find_publication

SEEDS = Path(__file__).parents[3] / "seeds" / "reports"
LATEST = date(2026, 11, 21)
LEAD = "The two governments handed over ten prisoners each on Friday, the ministry said."
BODY = (
    "It was the first exchange for a year. Talks about it had gone on since the spring, in secret, in a third country."
)
ENDING = "Both sides thanked the hosts, and said that more exchanges of this kind would follow."
TEXT = f"{LEAD}\n\n{BODY}\n\n{ENDING}"


def find(text, *, latest=LATEST, **signs):
    lines = cut_lines(text)
    mark_furniture(lines)
    return find_publication(lines, DateSigns(**signs), latest), lines


def told(day, basis):
    return Publication(day, basis, day.replace(day=1))


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
        ("Last modified on Tuesday 20 May 2025 16.11 BST", date(2025, 5, 20)),
        ("Last Updated : May 20, 2025 | 4:11 PM IST", date(2025, 5, 20)),
        ("First published on: 20-May-2025 16:11", date(2025, 5, 20)),
        ("Tue May 20 16:11:00 IST 2025", date(2025, 5, 20)),
        ("Veröffentlicht am 20. Mai 2025 um 16:11 Uhr", date(2025, 5, 20)),
        ("20. Mai 2025, aktualisiert 21. Mai 2025, 09:00 Uhr", date(2025, 5, 20)),
        ("Mis à jour le 20/05/2025 à 16:11", date(2025, 5, 20)),
        ("Publié le mardi 20 mai 2025 à 16h11, mis à jour le 21 mai 2025", date(2025, 5, 20)),
        ("Publicado el 20 de mayo de 2025 a las 16:11 h", date(2025, 5, 20)),
        ("Actualizado: 20/05/2025 16:11", date(2025, 5, 20)),
        ("Publicado em 20/05/2025 16h11 - Atualizado em 21/05/2025 09h00", date(2025, 5, 20)),
        ("Data publikacji: 20 maja 2025, 16:11", date(2025, 5, 20)),
        ("Aktualizacja: 20.05.2025 16:11", date(2025, 5, 20)),
        ("Обновлено 20 мая 2025 г. в 16:11", date(2025, 5, 20)),
        ("Опубліковано 20 травня 2025 року о 16:11", date(2025, 5, 20)),
        ("Giriş Tarihi: 20.05.2025 16:11 Son Güncelleme: 21.05.2025 09:00", date(2025, 5, 20)),
        ("20 MAYIS 2025 SALI 16:11", date(2025, 5, 20)),
        ("تاريخ النشر: 20 مايو 2025 16:11", date(2025, 5, 20)),
        ("آخر تحديث: ٢٠ مايو/أيار ٢٠٢٥", date(2025, 5, 20)),
    ],
)
def test_reads_stamps(stamp, day):
    publication, lines = find(f"Ten prisoners home on each side\n\n{stamp}\n\n{TEXT}")
    assert publication == told(day, "page")
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
    assert publication == told(day, "dateline")
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
    assert find(f"{TEXT}\n\nFirst published: 3 May 2024")[0] == told(date(2024, 5, 3), "page")


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
    ("stamp", "signs", "day"),
    [
        ("Published: 04/05/2024 10:00 IST", {}, date(2024, 5, 4)),
        ("Published: 04/05/2024 10:00 AM EDT", {}, date(2024, 4, 5)),
        ("Published: 04/05/2024 10:00 GMT", {}, None),
        ("Saturday 04/05/2024", {}, date(2024, 5, 4)),
        ("Published: 04/05/2024", {"day_first": True}, date(2024, 5, 4)),
        ("Published: 04/05/2024", {"day_first": False}, date(2024, 4, 5)),
        ("Published: 04/05/2024 10:00 EDT", {"day_first": True}, date(2024, 4, 5)),  # what is told counts before custom
        ("Published: 04/05/2024", {"url": "https://a.example/2024/04/05/x"}, date(2024, 4, 5)),
        ("", {"metadata": "04/05/2024"}, None),
        ("", {"metadata": "04/05/2024", "day_first": True}, date(2024, 5, 4)),
        ("", {"metadata": "04/05/2024", "url": "https://a.example/2024/04/05/x"}, date(2024, 4, 5)),
    ],
)
def test_day_and_month_are_told_apart_or_left_unknown(stamp, signs, day):
    assert find(f"Ten prisoners home\n\n{stamp}\n\n{TEXT}", **signs)[0].day == day


@pytest.mark.parametrize(
    ("text", "signs", "basis"),
    [
        (TEXT, {"metadata": "2024-05"}, "metadata"),
        (TEXT, {"url": "https://a.example/2024/05/ten-home"}, "address"),
        (f"Ten prisoners home\n\nMay 2024\n\n{TEXT}", {}, "page"),
        (f"Ten prisoners home\n\nPublished: May 2024\n\n{TEXT}", {}, "page"),
    ],
)
def test_a_month_without_a_day_is_kept_as_one(text, signs, basis):
    publication, lines = find(text, **signs)
    assert publication == Publication(None, basis, date(2024, 5, 1))
    assert publication.precision == "month"
    assert [line.text for line in lines if line.removed is None][-3:] == [LEAD, BODY, ENDING]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"metadata": "2024-05-03", "prefix": "2024-05-09", "url": "http://a.example/2024/05/08/x"}, (3, "metadata")),
        ({"metadata": "2027-05-03", "prefix": "2024-05-09"}, (9, "page")),
        ({"metadata": "soon", "url": "http://a.example/2024/05/08/x"}, (8, "address")),
        ({"prefix": "2024-05-09", "url": "http://a.example/2024/05/08/x"}, (9, "page")),
        ({"prefix": "2024-05"}, (None, "page")),
        ({"changed": "2024-05-06", "feed": "2024-05-09"}, (6, "metadata")),
        ({"changed": "2024-05-09", "url": "http://a.example/2024/05/08/x"}, (8, "address")),
        ({"feed": "2024-05-09"}, (9, "feed")),
        ({"stamps": ["Posted 6 May 2024"]}, (6, "page")),
        ({"stamps": ["6 May 2024"], "stamp": "9 May 2024"}, (None, "none")),
        ({"stamps": ["6 May 2024"], "stamp": "Published: 9 May 2024"}, (9, "page")),
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
    assert (publication.day, publication.basis) == (date(2024, 5, day) if day else None, basis)


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
