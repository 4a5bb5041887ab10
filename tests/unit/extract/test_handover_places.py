"""Where a hand-over was: which words tell its place, and which tell where something else was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.extract.language.lexicon_files import load_lexicon
from assets.extract.reading import read_report

REFERENCE = Path(__file__).parents[3] / "seeds" / "reference"
PUBLISHED = date(2024, 5, 20)
CAUCASUS = "Armenia and Azerbaijan exchanged 40 prisoners of war on Friday, officials said. "
DONBAS = "Ukraine and Russia exchanged 90 prisoners of war on Friday, both ministries said. "
LEVANT = "Israel and Hezbollah exchanged prisoners and bodies on Friday. "
GULF = "Iran and the United States swapped prisoners on Friday. "

HELD_THERE = [
    ("at-crossing", DONBAS + "The exchange took place at the Mayorsk crossing point.", "UKR"),
    ("near-checkpoint", DONBAS + "The captives were handed over at a checkpoint near Gorlivka.", "UKR"),
    ("close-to", DONBAS + "It was carried out close to Schastye, which Kyiv controls.", "UKR"),
    ("not-far-from", DONBAS + "It took place not far from Bakhmut and lasted two hours.", "UKR"),
    ("outskirts", DONBAS + "The swap was held on the outskirts of Kramatorsk in pouring rain.", "UKR"),
    ("direction-of", DONBAS + "The swap took place 20 kilometres north of Luhansk.", "UKR"),
    ("region-of-side", DONBAS + "The men were swapped in the Zaporizhzhia region at noon.", "UKR"),
    ("region-possessive", DONBAS + "The exchange took place in Russia's Belgorod region.", "RUS"),
    ("adverb-between", DONBAS + "The soldiers were exchanged early on Friday morning near Kherson.", "UKR"),
    (
        "which-took-place",
        "Ukraine and Russia held an exchange of prisoners, which took place in the Sumy region.",
        "UKR",
    ),
    (
        "named-village",
        CAUCASUS + "The soldiers were handed over near Bala Jafarli, a village of Gazakh district.",
        "AZE",
    ),
    (
        "unknown-village-known-region",
        (
            "The Sudan Liberation Army gave 20 captured soldiers to the Sudanese army on Monday. The men "
            "were handed over at Umm Qasaba, a hamlet in South Darfur."
        ),
        "SDN",
    ),
    (
        "unknown-village-chain",
        (
            "The Syrian government and the SDF exchanged prisoners on Monday. They were swapped at Tell "
            "Harun, outside Aleppo."
        ),
        "SYR",
    ),
    (
        "bridge",
        "East Germany and the United States swapped spies on Tuesday. The men were exchanged on the Glienicke Bridge.",
        "DEU",
    ),
    (
        "bridge-misspelt",
        "East Germany and the United States swapped spies on Tuesday. They were exchanged on the Glienecke Bridge.",
        "DEU",
    ),
    (
        "across-bridge",
        "Serbia and Georgia exchanged prisoners on Monday. The captives were handed over across the Enguri Bridge.",
        "GEO",
    ),
    ("airport", GULF + "The prisoners were swapped at the airport of Abu Dhabi.", "ARE"),
    ("international-airport", GULF + "The men were handed over at Muscat international airport.", "OMN"),
    (
        "long-object",
        (
            "The Taliban and the United States exchanged prisoners. The engineer was passed to the "
            "Americans and the trader to the Afghans today at the airport of Kabul."
        ),
        "AFG",
    ),
    ("capital-held", GULF + "The exchange took place in Doha.", "QAT"),
    ("cleft", GULF + "Qatar had worked on it for months and it was in Doha that the swap was made.", "QAT"),
    (
        "venue",
        "The Emirates thanked Washington and Moscow for picking Abu Dhabi as the place of their prisoner exchange.",
        "ARE",
    ),
    ("venue-chosen", GULF + "Geneva was chosen for the exchange.", "CHE"),
    ("hosted", GULF + "Ankara hosted the exchange of the prisoners.", "TUR"),
    ("third-country", GULF + "The four were exchanged in Switzerland.", "CHE"),
    (
        "fronted",
        "Hamas and Israel exchanged prisoners on Saturday. In Gaza City four hostages were handed to the Red Cross.",
        "PSE",
    ),
    (
        "fronted-after-date",
        "Syria and Israel exchanged prisoners. On the 3rd, at Quneitra, Damascus handed over three soldiers.",
        "SYR",
    ),
    ("fronted-exchange", DONBAS + "At Stanytsia Luhanska the two exchanged their wounded.", "UKR"),
    (
        "red-cross",
        "Hamas handed over three hostages to the Red Cross in Khan Younis on Saturday and Israel freed 90 prisoners.",
        "PSE",
    ),
    ("border-crossing", LEVANT + "The coffins were delivered at the Rosh Hanikra border crossing.", "ISR"),
    ("purpose", "Pakistan will hand over 20 Indian fishermen to the Indian authorities at Wagah on Friday.", "PAK"),
    (
        "planned",
        "A swap of 50 prisoners between Ukraine and Russia was due on Friday at the Kolotilovka crossing.",
        "RUS",
    ),
    ("got-at", DONBAS + "Kyiv speaks of 45 men whom it got at a checkpoint close to Horlivka.", "UKR"),
    (
        "caption",
        (
            "Prisoners are swapped near the Mayorsk checkpoint, December 29. Ukraine and the separatists "
            "traded 200 people."
        ),
        "UKR",
    ),
    (
        "dateline-this",
        (
            "ROSZKE, Hungary - Two Yugoslav soldiers were handed over by the United States at this "
            "border post on Tuesday, and Belgrade let three Americans go in exchange."
        ),
        "HUN",
    ),
    (
        "dateline-village",
        (
            "ZHOLOBOK, Ukraine - Ukraine and Luhansk separatists exchanged prisoners on Saturday. The "
            "swap took place outside this shelled village."
        ),
        "UKR",
    ),
    (
        "dateline-here",
        (
            "POTI, Georgia - Russia and Georgia exchanged prisoners on Tuesday. The soldiers were "
            "swapped here before noon."
        ),
        "GEO",
    ),
    (
        "walked-across",
        (
            "The Syrian government and the Free Syrian Army freed ten prisoners each. They walked across "
            "at Abu Zindin, in the countryside of Aleppo."
        ),
        "SYR",
    ),
    (
        "changed-planes",
        "The United States and Russia exchanged 24 prisoners. They changed planes at Esenboga airport in Ankara.",
        "TUR",
    ),
    (
        "untold-neighbour",
        "Russia and Germany exchanged two spies on Monday. They walked over a bridge in Berlin through the snow.",
        "DEU",
    ),
    (
        "brought-to",
        "The United States and Russia swapped spies. Charter planes brought the ten to Vienna for the exchange.",
        "AUT",
    ),
    (
        "brought-to-be-swapped",
        "Iran and Sweden exchanged two prisoners. They were flown to Muscat to be swapped.",
        "OMN",
    ),
    (
        "hills-of",
        "Boko Haram and Nigeria exchanged prisoners. The girls were handed over in the hills of Borno.",
        "NGA",
    ),
    (
        "bodies-at-bridge",
        LEVANT + "The remains of the two soldiers were passed to the Red Cross at the Naqoura crossing.",
        "LBN",
    ),
    ("swapped-in-city", "Thirty captives were swapped in Aden on Sunday by Yemen's government and the Houthis.", "YEM"),
    (
        "on-the-line",
        (
            "India and Pakistan exchanged two soldiers. The constable was handed over at the Attari "
            "border at half past ten."
        ),
        "IND",
    ),
    (
        "front-line-town",
        DONBAS
        + "The two columns met outside the front-line town of Avdiivka, where the captives were exchanged one by one.",
        "UKR",
    ),
    ("took-place-fronted", DONBAS + "In the Chernihiv region the exchange took place on Friday evening.", "UKR"),
    ("official-says", DONBAS + "The swap, the governor said, was carried out in the Sumy region.", "UKR"),
    ("relative-held", GULF + "The exchange, which was carried out at Doha airport, took ten minutes.", "QAT"),
    (
        "delivered-to-bank",
        "Colombia and the FARC exchanged prisoners. The soldiers were turned over in the province of Cauca.",
        "COL",
    ),
    (
        "participle",
        "Prisoners exchanged near Gori on Sunday between Georgia and South Ossetia are in good health.",
        "GEO",
    ),
    (
        "nicosia",
        (
            "Turkey and Cyprus exchanged prisoners in September 1974. They were handed over in front of "
            "the Ledra Palace in Nicosia."
        ),
        "CYP",
    ),
    (
        "tarmac",
        (
            "The United States and Russia swapped two prisoners. The pilot was exchanged for the Marine "
            "on the tarmac of Ankara airport."
        ),
        "TUR",
    ),
    (
        "headline",
        "Prisoners swapped at Panmunjom\nNorth Korea and South Korea exchanged 600 sick prisoners of war.",
        "KOR",
    ),
    (
        "handover-noun",
        (
            "Hamas freed two hostages in exchange for Israel's release of 30 prisoners. The handover in "
            "Rafah lasted an hour."
        ),
        "PSE",
    ),
    (
        "each-other",
        "Armenia and Azerbaijan handed each other two soldiers at the Gazakh-Ijevan section of the border.",
        "AZE",
    ),
]
NOT_THERE = [
    ("talks", DONBAS + "It had been agreed at talks in Istanbul."),
    ("settled-in", "Ukraine and Russia settled on the exchange of prisoners in Paris."),
    ("dateline-capital", "ANKARA, Turkey (Agency) - Ukraine and Russia exchanged 90 prisoners on Friday."),
    ("spokesman", DONBAS + "Handing them over was right, a spokesman in Moscow said."),
    ("arrested", "Russia swapped a Ukrainian who had been arrested in Simferopol for two soldiers of its own."),
    ("captured", DONBAS + "Most of those exchanged had been taken at the Azovstal steelworks in Mariupol."),
    ("landed", GULF + "After the exchange the freed men landed in Stuttgart."),
    ("flown-home", GULF + "The freed Americans were flown to Ramstein for treatment."),
    ("hospital", DONBAS + "The exchanged soldiers are being treated at a hospital in Chernihiv."),
    ("prison", GULF + "The Iranians exchanged had sat in a prison in Texas."),
    ("in-war", DONBAS + "The men exchanged fought in Donetsk."),
    (
        "rescued",
        (
            "Ukraine exchanged 11 sailors who had been rescued from a ship near Odesa for 19 of its own, "
            "and Russia agreed."
        ),
    ),
    ("official-of", "Russia's man in Donetsk says the prisoner swap with Ukraine will free 220."),
    ("mines", "Azerbaijan handed over 15 Armenian soldiers and got a map of the mines in Agdam."),
    ("consulate", GULF + "The release was announced by the consulate in Geneva."),
    ("transit", LEVANT + "The Red Cross drove the freed men through the Rafah crossing."),
    ("mediator-seat", GULF + "Envoys had met in Muscat to prepare the exchange."),
    ("announced-in", "Iran and the United States will swap prisoners, officials announced in Doha."),
    ("welcomed-in", GULF + "The news of the exchange was welcomed in Bern."),
    ("lists", DONBAS + "The lists had been exchanged in Minsk two weeks before."),
    ("headquarters", DONBAS + "The exchange was confirmed by the headquarters in Lviv."),
    ("native-of", DONBAS + "Among those exchanged is a nurse from Mariupol."),
    ("deal-in", LEVANT + "The deal that led to the exchange was struck in Cairo."),
    ("serving-time", GULF + "One of those swapped had been serving ten years in Dubai."),
    ("protest", LEVANT + "In Tel Aviv thousands rallied for a further exchange."),
    ("reception", DONBAS + "The men were greeted at an airport in Kyiv after the swap."),
]


def countries_of(text: str) -> set[str]:
    events = read_report(text, PUBLISHED, load_lexicon(REFERENCE, "en")).events
    assert events, "the report must be read as one about an exchange"
    return {event.place.country for event in events if event.place is not None and event.place.country}


@pytest.mark.parametrize(("text", "country"), [c[1:] for c in HELD_THERE], ids=[c[0] for c in HELD_THERE])
def test_place_of_hand_over_is_read(text: str, country: str) -> None:
    assert countries_of(text) == {country}


@pytest.mark.parametrize("text", [c[1] for c in NOT_THERE], ids=[c[0] for c in NOT_THERE])
def test_place_of_something_else_is_left_out(text: str) -> None:
    assert countries_of(text) == set()
