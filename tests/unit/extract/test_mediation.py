"""Who brokered the exchange: which words name a mediator, and which name somebody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report

REFERENCE = Path(__file__).parents[3] / "seeds" / "reference"
PUBLISHED = date(2024, 5, 20)
DONBAS = "Ukraine and Russia exchanged 90 prisoners of war on Friday. "
LEVANT = "Israel and Hamas exchanged hostages for prisoners on Friday. "
GULF = "Iran and the United States swapped five prisoners on Friday. "
YEMEN = "Yemen's government and the Houthis exchanged 70 prisoners on Friday. "

MEDIATED = [
    ("passive", "A prisoner swap brokered by Qatar between Iran and the United States freed five people.", "QAT"),
    (
        "passive-adverb",
        "The prisoner exchange, brokered last month by Egypt, freed 20 Israelis and 90 Hamas men.",
        "EGY",
    ),
    ("passive-list", LEVANT + "The deal was mediated by Qatar, Egypt and the United Nations.", "EGY QAT UN"),
    ("active", DONBAS + "The United Arab Emirates brokered the exchange.", "ARE"),
    ("active-pair", GULF + "Oman and Switzerland mediated the swap.", "CHE OMN"),
    ("relative", LEVANT + "The exchange is part of a deal that Qatar and Egypt brokered.", "EGY QAT"),
    ("who-mediate", LEVANT + "Egypt and Qatar, who mediate between the two, confirmed it.", "EGY QAT"),
    ("which-mediates", YEMEN + "Oman, which mediates, keeps an eye on the lists.", "OMN"),
    ("together-with", LEVANT + "Turkey, which mediated together with Qatar, welcomed the swap.", "QAT TUR"),
    ("hyphen", GULF + "The Qatar-brokered exchange had taken two years.", "QAT"),
    (
        "statement",
        DONBAS + "The Emirates and Saudi Arabia said in a statement that their leaders had mediated.",
        "ARE SAU",
    ),
    (
        "official",
        "Russia and Georgia swapped prisoners. The French ambassador Eric Fournier had brokered the deal.",
        "FRA",
    ),
    (
        "prime-minister",
        (
            "Armenia and Azerbaijan exchanged captives under a deal mediated by Irakli Garibashvili, the "
            "prime minister of Georgia."
        ),
        "GEO",
    ),
    (
        "through",
        (
            "Armenia and Azerbaijan exchanged captives. The deal was reached through Georgia's premier "
            "and diplomats of the European Union."
        ),
        "EU GEO",
    ),
    ("through-mediation", DONBAS + "It came about through the mediation of the Vatican and Turkey.", "TUR VAT"),
    ("good-offices", GULF + "It was made possible by the good offices of Switzerland.", "CHE"),
    ("lent-good-offices", GULF + "The statement names Oman and Qatar as those who lent their good offices.", "OMN QAT"),
    ("adjective", DONBAS + "The men came home through Emirati mediation.", "ARE"),
    ("possessive", DONBAS + "Turkey's mediation made the swap possible.", "TUR"),
    ("whose-mediation", DONBAS + "President Zelensky thanked the Holy See, whose mediation brought them home.", "VAT"),
    (
        "embassy",
        "Iran and the United States agreed on a trade of prisoners that was set up through the Swiss embassy.",
        "CHE",
    ),
    (
        "auspices",
        (
            "Ethiopia and Eritrea exchanged 1,100 prisoners of war under the auspices of the "
            "International Committee of the Red Cross."
        ),
        "ICRC",
    ),
    (
        "under-whose",
        (
            "Iran and Iraq exchanged the bodies of soldiers. The Red Cross, under whose auspices it was "
            "done, checked the tags."
        ),
        "ICRC",
    ),
    ("acting-as", "Iran and Sweden swapped prisoners, with Oman acting as go-between.", "OMN"),
    ("acted-as", GULF + "Qatar acted as a mediator.", "QAT"),
    (
        "act-as-plural",
        "The FARC and Colombia want to exchange prisoners. France, Spain and Norway act as go-betweens.",
        "ESP FRA NOR",
    ),
    ("neutral", YEMEN + "The ICRC brought them home as a neutral intermediary.", "ICRC"),
    (
        "mediators-list",
        LEVANT + "The mediators Egypt, Qatar and Turkey confirmed the names for the swap.",
        "EGY QAT TUR",
    ),
    ("mediators-from", LEVANT + "Mediators from Egypt and Qatar had closed the gaps.", "EGY QAT"),
    ("adjective-mediators", LEVANT + "Egyptian mediators got the two sides to agree.", "EGY"),
    (
        "appointed",
        (
            "Israel and Hezbollah exchanged bodies for prisoners in a deal that a German official "
            "appointed by the UN mediated."
        ),
        "DEU UN",
    ),
    ("thanked", DONBAS + "Zelensky thanked Turkey and Saudi Arabia for helping with the release.", "SAU TUR"),
    (
        "thanked-titles",
        (
            "Azerbaijan handed 15 captives to Armenia. Baku thanked US Secretary of State Antony "
            "Blinken, European Council President Charles Michel and the OSCE for their part in the negotiations."
        ),
        "EU OSCE USA",
    ),
    (
        "thanked-plain",
        (
            "Nigeria exchanged five commanders for the girls held by Boko Haram. The presidency thanked "
            "Switzerland and the Red Cross."
        ),
        "CHE ICRC",
    ),
    ("grateful", DONBAS + "Kyiv is grateful to the Vatican for its efforts in the exchange.", "VAT"),
    (
        "credit",
        DONBAS + "The ministry gave the credit to the leadership of the United Arab Emirates for the exchange.",
        "ARE",
    ),
    ("credited-to", GULF + "The release was credited to Oman.", "OMN"),
    ("credited-with", GULF + "Qatar is credited with the release.", "QAT"),
    ("helped-talks", DONBAS + "The United Arab Emirates said that it had helped in the talks.", "ARE"),
    ("with-help", DONBAS + "The swap was arranged with the help of Turkey.", "TUR"),
    ("red-cross-facilitated", YEMEN + "The exchange was facilitated by the Red Cross.", "ICRC"),
    (
        "peacekeepers",
        "Armenia and Azerbaijan exchanged prisoners. Russian peacekeepers facilitated the exchange.",
        "RUS",
    ),
    ("negotiated", DONBAS + "The UAE negotiated the trade, as it had earlier ones.", "ARE"),
    ("messages", GULF + "Oman, Switzerland and the Qataris carried messages back and forth.", "CHE OMN QAT"),
    ("presided", YEMEN + "It was settled in talks on the exchange over which the United Nations presided.", "UN"),
    ("brought-together", DONBAS + "The Emirates had brought the two sides together.", "ARE"),
    (
        "had-a-hand",
        (
            "Boko Haram released 21 girls in exchange for four of its men held by Nigeria after talks in "
            "which Switzerland had a hand."
        ),
        "CHE",
    ),
    (
        "intelligence-service",
        (
            "Russia and the United States swapped 24 prisoners. Turkey's intelligence service said it "
            "had acted as mediator."
        ),
        "TUR",
    ),
    ("initiative", "On the initiative of Russia Armenia and Azerbaijan exchanged prisoners.", "RUS"),
    ("under-patronage", YEMEN + "The swap was done under the patronage of the United Nations.", "UN"),
    ("beside-ceasefire", LEVANT + "Egypt brokered the ceasefire and prisoner exchange.", "EGY"),
    ("skips-with", GULF + "Qatar, which has ties with Tehran, mediated.", "QAT"),
    ("mediation-by", DONBAS + "The swap followed mediation by the United Arab Emirates and Turkey.", "ARE TUR"),
    ("mediation-efforts", DONBAS + "It was the fruit of Saudi mediation efforts.", "SAU"),
    ("headline", "UAE mediates exchange of 300 prisoners between Russia and Ukraine", "ARE"),
    ("emir", GULF + "It was brokered by Qatar's Emir Sheikh Tamim.", "QAT"),
    (
        "facilitated-release",
        "The Taliban and the United States swapped prisoners. Qatar facilitated the release of the two Americans.",
        "QAT",
    ),
    ("thanked-by-name", DONBAS + "Moscow thanked the UAE for its mediation and Washington for its support.", "ARE"),
    ("praised", DONBAS + "The ministry praised Turkey for its role in the exchange.", "TUR"),
    (
        "quote",
        DONBAS + '"We thank the United Arab Emirates for helping to bring our people home," the president '
        "wrote after the exchange.",
        "ARE",
    ),
    ("after-mediation", "After mediation by Oman, Iran and Belgium exchanged two prisoners.", "OMN"),
    ("mediated-by-un-envoy", YEMEN + "The talks on the prisoners were mediated by the UN envoy Hans Grundberg.", "UN"),
    ("vatican-envoy", DONBAS + "The exchange of the wounded was arranged by the Pope's envoy Cardinal Zuppi.", "VAT"),
    (
        "trilateral",
        LEVANT + "The exchange is run under a deal brokered by Egypt, Qatar and the United States.",
        "EGY QAT USA",
    ),
    ("negotiated-by", LEVANT + "The swap was negotiated by Qatar with Egypt's help.", "EGY QAT"),
    (
        "turkish-intelligence",
        "Russia and Germany exchanged spies in an operation coordinated by Turkey's intelligence agency.",
        "TUR",
    ),
    (
        "with-mediation-of",
        DONBAS + "The exchange was carried out with the mediation of the United Arab Emirates.",
        "ARE",
    ),
    ("intermediaries-plural", GULF + "The two spoke through intermediaries from Oman and Qatar.", "OMN QAT"),
    (
        "au-negotiated",
        "Rebels of the Sudan Liberation Army handed 20 soldiers to Sudan. The African Union negotiated the handover.",
        "AU",
    ),
    ("go-between-copula", GULF + "Switzerland was the go-between.", "CHE"),
    ("swiss-diplomats", GULF + "Swiss diplomats helped to arrange the swap.", "CHE"),
    ("as-a-result", DONBAS + "As a result of the Emirates' mediation 90 people are home.", "ARE"),
]
NOT_MEDIATED = [
    ("ceasefire", DONBAS + "A ceasefire brokered by Turkey had failed before."),
    ("accords", DONBAS + "Such exchanges are foreseen by the Minsk agreements, which Germany and France brokered."),
    ("grain", DONBAS + "Turkey also mediated the grain deal."),
    (
        "peace-talks",
        "The Philippines and the NPA exchanged prisoners ahead of peace talks in Oslo, which Norway facilitates.",
    ),
    (
        "between-sides",
        (
            "Shcharansky came free through a prisoner exchange that the United States had worked out "
            "with the Soviet Union."
        ),
    ),
    ("offer", DONBAS + "Turkey has offered to mediate."),
    ("hope", DONBAS + "Kyiv hopes China will mediate."),
    ("denied", GULF + "No mediator such as Oman stood between them, Tehran said."),
    ("thanked-weapons", DONBAS + "Zelensky thanked Germany for the tanks."),
    ("received", YEMEN + "The Red Cross received the men and flew them to Aden."),
    ("observer", DONBAS + "The OSCE watched the exchange."),
    ("route", GULF + "The men were flown through Qatar after the swap."),
    ("reported", DONBAS + "Norway welcomed the exchange."),
    ("political", YEMEN + "Political talks began with help from Oman."),
    ("own-mediators", DONBAS + "Russian negotiators worked out the exchange with Ukraine."),
    ("future", LEVANT + "Israel rejected the mediators' new proposal for an exchange."),
    ("helped-prisoners", YEMEN + "Saudi Arabia helped the wounded in a hospital."),
    ("backs", LEVANT + "Washington backs the exchange."),
    ("thanked-side", DONBAS + "Relatives thanked Ukraine for the exchange."),
    ("through-border", DONBAS + "The exchanged men came home through Belarus."),
    ("talks-hosted", YEMEN + "Talks about peace were held in Sweden."),
    ("delegation", DONBAS + "Diplomats of Turkey were informed of the exchange."),
]


def mediators_of(text: str) -> str:
    events = read_report(text, PUBLISHED, load_lexicon(REFERENCE, "en")).events
    assert events, "the report must be read as one about an exchange"
    return " ".join(sorted({code for event in events for code in event.mediators}))


@pytest.mark.parametrize(("text", "codes"), [c[1:] for c in MEDIATED], ids=[c[0] for c in MEDIATED])
def test_mediators_are_read(text: str, codes: str) -> None:
    assert mediators_of(text) == codes


@pytest.mark.parametrize("text", [c[1] for c in NOT_MEDIATED], ids=[c[0] for c in NOT_MEDIATED])
def test_those_who_did_something_else_are_left_out(text: str) -> None:
    assert mediators_of(text) == ""


def test_those_to_whom_no_rule_gives_it_are_weighed() -> None:
    text = (
        "Nigeria: 82 schoolgirls have been swapped for five Boko Haram commanders, an official said on Sunday, "
        "with the mediation put in the hands of Switzerland and the Red Cross."
    )
    (event,) = read_report(text, date(2017, 5, 7), load_lexicon(REFERENCE, "en")).events
    assert "ICRC" in event.mediators
    assert "mediator.weighed" in event.rules


def mediators_by_event(text: str) -> list[tuple[str, ...]]:
    return [event.mediators for event in read_report(text, PUBLISHED, load_lexicon(REFERENCE, "en")).events]


def test_a_mediator_belongs_to_the_event_that_it_brokered() -> None:
    text = (
        "Russia and Ukraine exchanged 95 prisoners each on Friday. The United Arab Emirates mediated the exchange. "
        "In February 2021 the two sides had swapped 40 prisoners each in the Donetsk region."
    )
    assert mediators_by_event(text) == [("ARE",), ()]
