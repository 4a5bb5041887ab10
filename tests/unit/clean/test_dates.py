"""Forms of dates: every reading, and none that is not there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.clean.date_fields import date_in_address, month_in_address, parse_date, parse_month
from assets.clean.dates import find_dates

LATEST = date(2026, 11, 21)
DAY = date(2022, 3, 25)


@pytest.mark.parametrize(
    "line",
    [
        "2022-03-25",
        "2022/3/25",
        "2022.03.25",
        "2022年3月25日",
        "25.03.2022",
        "25/3/2022",
        "3/25/2022",
        "25-03-2022",
        "25/03/22",
        "March 25, 2022",
        "Mar. 25, 2022",
        "MARCH 25TH 2022",
        "March25, 2022",
        "25 March 2022",
        "25th Mar, 2022",
        "25 March, 2022",
        "AFP25-03-2022",
        "Published25 March 2022",
        "25. März 2022",
        "25 mars 2022",
        "25 de marzo de 2022",
        "25 de março de 2022",
        "25 marca 2022",
        "25 марта 2022 года",
        "25 березня 2022",
        "25 Mart 2022",
        "25 مارس 2022",
        "25 Mar 22".replace(" 22", " '22"),
        "25-Mar-22",
        "25/Mar/2022",
        "25.Mar.2022",
        "25-March-2022",
        "March-25-2022",
        "2022 March 25",
        "2022-Mar-25",
        "the 25th of March, 2022",
        "25 / 03 / 2022",
        "25. 3. 2022",
        "25-03-2022-08:14",
        "25‑03‑2022",
        "25.III.2022",
        "Fri Mar 25 08:14:00 IST 2022",
        "Fri Mar 25 08:14:00 2022",
        "25.03.2022г.",
        "25.03.2022 р.",
        "25 März 2022",
        "Freitag, den 25. März 2022",
        "25. Mrz. 2022",
        "le 25 mars 2022",
        "25 de mar. de 2022",
        "25 de marzo del 2022",
        "25 marzo, 2022",
        "25 mar 2022",
        "25 marca 2022 r.",
        "25 марта, 2022",
        "25 мар. 2022",
        "Март 25, 2022",
        "25 бер. 2022",
        "Березень 25, 2022",
        "25 MART 2022",
        "25 آذار 2022",
        "25 مارس/آذار 2022",
        "25 آذار / مارس 2022",
        "٢٥ مارس ٢٠٢٢",
        "٢٥/٣/٢٠٢٢",
        "۲۵/۰۳/۲۰۲۲",
    ],
)
def test_reads_a_day(line):
    (printed,) = find_dates(line, LATEST)
    assert printed.readings == (DAY,)
    assert line[printed.start : printed.end] in line


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "en short": "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "pt short": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "pl short": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru short": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "uk short": "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "tr capitals": "OCAK ŞUBAT MART NİSAN MAYIS HAZİRAN TEMMUZ AĞUSTOS EYLÜL EKİM KASIM ARALIK",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar east": "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
}


@pytest.mark.parametrize("language", MONTHS)
@pytest.mark.parametrize("form", ["{} {} 2021", "{}. {} 2021, 16:11", "{} de {} de 2021", "{}-{}-2021"])
def test_reads_every_month_of_the_languages_covered(language, form):
    for number, name in enumerate(MONTHS[language].split(), 1):
        (printed,) = find_dates(form.format(17, name.replace("_", " ")), LATEST)
        assert printed.readings == (date(2021, number, 17),)


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("Tuesday 05/04/2022", [date(2022, 4, 5)]),
        ("Wed, 05/04/2022", [date(2022, 5, 4)]),
        ("05.04.2022, вторник", [date(2022, 4, 5)]),
        ("Monday 05/04/2022", [date(2022, 4, 5), date(2022, 5, 4)]),  # neither
    ],
)
def test_a_weekday_tells_day_and_month_apart(line, readings):
    (printed,) = find_dates(line, LATEST)
    assert list(printed.readings) == readings


@pytest.mark.parametrize(
    ("line", "readings"),
    [
        ("05/06/2022", [(date(2022, 6, 5), date(2022, 5, 6))]),
        ("05.05.2022", [(date(2022, 5, 5),)]),
        ("11/12/2026", [(date(2026, 11, 12),)]),  # the other reading would be after landing
        ("from 25.03.2022 to March 27, 2022", [(date(2022, 3, 25),), (date(2022, 3, 27),)]),
        ("05/06/99", [(date(1999, 6, 5), date(1999, 5, 6))]),
    ],
)
def test_keeps_every_reading(line, readings):
    assert [printed.readings for printed in find_dates(line, LATEST)] == readings


@pytest.mark.parametrize(
    "line",
    [
        "",
        "in 2022",
        "March 2022",
        "25 March",
        "Feb. 10 (AP)",
        "31.02.2022",
        "February 30, 2022",
        "25.13.2022",
        "1.2.3.4",
        "10.0.25.2022",
        "1899-12-30",
        "2027-01-01",
        "125/03/2022",
        "2022-03-256",
        "3 marching 2022",
        "+91-720-6444012",
        "September 5-10",
        "5 May-10 June",
        "May 20, 12:30",
        "2 mayors 2022",
    ],
)
def test_finds_no_day_where_there_is_none(line):
    assert find_dates(line, LATEST) == []


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-03-25", DAY),
        (" 2022-03-25T23:59:59Z ", DAY),
        ("2022-03-25T01:00:00+04:00", DAY),
        ("2022-03-25 10:11:12 UTC", DAY),
        ("20220325", DAY),
        ("Fri, 25 Mar 2022 08:14:00 GMT", DAY),
        ("25 Mar 2022 08:14:00 +0300", DAY),
        ("March 25, 2022", DAY),
        ("25/03/2022", DAY),
        ("05/06/2022", None),
        ("2022-03-25 or 2022-03-26", None),
        ("2022-03", None),
        ("2022", None),
        ("1648166400", DAY),
        (1648166400, DAY),
        (1648166400000, DAY),
        (1648166400.0, DAY),
        (20220325, DAY),
        (20221325, None),
        (True, None),
        ("yesterday", None),
        ("2022-02-30", None),
        ("2027-01-01", None),
        ("0001-01-01", None),
        ("", None),
        (None, None),
        ("9" * 5_000, None),
    ],
)
def test_parses_a_field(value, day):
    assert parse_date(value, LATEST) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/news/2022/03/25/swap", DAY),
        ("https://a.example/news/2022/3/25/swap?x=2020/01/01", DAY),
        ("http://a.example/n3/2022/0325/c90000-9975754.html", DAY),
        ("https://a.example/2022/mar/25/swap", DAY),
        ("https://a.example/2022/03/25", DAY),
        ("https://a.example/20220325/swap.html", DAY),
        ("https://a.example/news/20220325_21/", DAY),
        ("https://a.example/stories/202203250190.html", DAY),
        ("https://a.example/stories/20220325081400.html", DAY),
        ("https://a.example/2022-03-25/news/1", DAY),
        ("https://a.example/swap-of-prisoners-2022-03-25-946853", DAY),
        ("https://a.example/la-2022-mar-25-swap", DAY),
        ("https://a.example/swap-mar-25-2022", DAY),
        ("https://a.example/la-2022-mar-24-la-swap-20220325-story.html", DAY),
        ("https://a.example/2022/03/25/ten-years-after-2012-05-01", DAY),
        ("https://a.example/from-2012-05-01-to-2022-03-25", None),
        ("https://a.example/2022/03/swap", None),
        ("https://a.example/feb-2022/swap", None),
        ("https://a.example/page/1?after=2022-03-25", None),
        ("https://a.example/id/2022032512345", None),
        ("https://a.example/id/120220325", None),
        ("https://a.example/id/20221325", None),
        ("https://a.example/2027/01/01/swap", None),
        ("http://[bad/2022/03/25/", None),
        ("", None),
        (None, None),
    ],
)
def test_reads_the_address(url, day):
    assert date_in_address(url, LATEST) == day


@given(st.dates(date(1900, 1, 1), LATEST))
def test_every_day_is_read_back(day):
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y"):
        assert [printed.readings for printed in find_dates(day.strftime(form), LATEST)] == [(day,)]
    (numeric,) = find_dates(day.strftime("%d/%m/%Y"), LATEST)
    assert day in numeric.readings


@given(st.text(alphabet="0123456789-/. MaryJune年月日thdeофев", max_size=200))
def test_reads_any_line(line):
    for printed in find_dates(line, LATEST):
        assert 0 <= printed.start < printed.end <= len(line)
        assert all(date(1900, 1, 1) <= day <= LATEST for day in printed.readings)


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2025-05", date(2025, 5, 1)),
        ("05/2025", date(2025, 5, 1)),
        ("May 2025", date(2025, 5, 1)),
        ("maio de 2025", date(2025, 5, 1)),
        ("Май 2025", date(2025, 5, 1)),
        ("2025-13", None),
        ("May 2027", None),
        ("May 20, 2025", None),
        ("2025", None),
        (None, None),
    ],
)
def test_parses_a_month(value, month):
    assert parse_month(value, LATEST) == month


@pytest.mark.parametrize(
    ("url", "month"),
    [
        ("https://a.example/2025/05/swap", date(2025, 5, 1)),
        ("https://a.example/2025-05/swap", date(2025, 5, 1)),
        ("https://a.example/2025/0512/swap", None),
        ("https://a.example/2025/13/swap", None),
        ("https://a.example/swap", None),
    ],
)
def test_reads_the_month_of_an_address(url, month):
    assert month_in_address(url, LATEST) == month


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-11-22T01:30:00+10:00", LATEST),  # tomorrow there, still the day of landing in UTC
        ("Sun, 22 Nov 2026 01:30:00 +1000", LATEST),
        ("2026-11-23T01:30:00+10:00", None),
    ],
)
def test_no_day_is_lost_for_being_told_east_of_greenwich(value, day):
    assert parse_date(value, LATEST) == day
