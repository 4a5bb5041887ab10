"""Reading the parties, and how they stand to each other, from `seeds/reference`.

Belongs here: how `parties.toml` and `constituencies.toml` become tables. Not here: the words of a language
(`lexicon_files.py`), the tables themselves (`lexicon.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from assets.extract.language.lexicon import Absorption, Alliance, Lexicon, Meaning, Name, Span
from assets.extract.language.reference_files import read_toml

PARTY_FORMS = {"names": "name", "adjectives": "adjective", "people": "people", "seats": "seat", "officials": "official"}


def add_parties(lexicon: Lexicon, path: Path) -> None:
    """Adds the parties of `parties.toml`, each with the names, peoples, seats and officials that mean it."""
    data = read_toml(path)
    meant = {entry["name"]: entry["default"] for entry in data.get("shared_name", ())}
    for party in data["party"]:
        _add_party(lexicon, party, meant)
    for entry in data.get("not_a_party", ()):
        lexicon.names.add(entry["phrase"], Name("other", (), "other", entry["phrase"]))
    for group in data.get("alias_group", ()):
        weak = group.get("weak", False)
        if not weak or len(group["codes"]) == 1:
            name = Name("party", tuple(group["codes"]), "group", group["phrase"], weak=weak)
            lexicon.names.add(group["phrase"], name)


def _add_party(lexicon: Lexicon, party: dict[str, Any], meant: dict[str, str]) -> None:
    """Adds the names of a party; those that it shares with another one only where they mean it (`meant`)."""
    lexicon.party_kinds[party["code"]] = party["kind"]
    if party["kind"] == "organisation":
        lexicon.organisations.add(party["code"])
    for key, form in PARTY_FORMS.items():
        for phrase in party.get(key, ()):
            if meant.get(phrase, party["code"]) == party["code"]:
                lexicon.names.add(phrase, Name("party", (party["code"],), form, phrase))
    lexicon.nationalities.update(phrase.lower() for phrase in party.get("adjectives", ()))


def add_relations(lexicon: Lexicon, path: Path) -> None:
    """Adds how the parties of `constituencies.toml` stand to each other: wars, allies, rebels, states that are gone."""
    relations = read_toml(path)
    lexicon.constituencies.update({entry["actor"]: tuple(entry["people"]) for entry in relations["constituency"]})
    lexicon.governing_since.update({e["actor"]: e["since"] for e in relations["constituency"] if "since" in e})
    lexicon.opponents.update({entry["actor"]: entry["state"] for entry in relations["opponent"]})
    lexicon.homes.update({actor: home["state"] for home in relations["home"] for actor in home["actors"]})
    lexicon.adversaries = _both_ways([*relations["adversaries"]["pairs"], *lexicon.opponents.items()])
    lexicon.alliances += [
        Alliance(frozenset(entry["states"]), entry.get("against"), entry.get("since"))
        for entry in relations["alliance"]
    ]
    lexicon.brokers = frozenset(relations["brokers"]["states"])
    lexicon.rebels.update({entry["state"]: tuple(entry["actors"]) for entry in relations["rebels"]})
    lexicon.gone_states.update({entry["state"]: entry["heir"] for entry in relations["gone"]})
    lexicon.gone_since.update({entry["state"]: entry["until"] for entry in relations["gone"] if "until" in entry})
    lexicon.ended.update({e["state"]: e.get("ended", e["until"]) for e in relations["gone"] if "until" in e})
    for entry in relations["absorbed"]:
        lexicon.absorbed[entry["actor"]] = Absorption(entry["by"], entry["since"], entry.get("wholly", False))
    lexicon.meanings += [
        Meaning(
            entry["name"],
            entry["means"],
            frozenset(entry["beside"]),
            entry.get("people", False),
            frozenset(entry.get("words", ())),
        )
        for entry in relations["meaning"]
    ]
    for war in relations["war"]:
        lexicon.wars[frozenset(war["sides"])] = Span(war["since"], war.get("until"))
    for town in relations["held_town"]:
        held = (town["actor"], Span(town["since"], town.get("until")))
        lexicon.held_towns.update((name.lower(), held) for name in town["names"])
    for half in relations["half"]:
        lexicon.cues.add(half["phrase"], f"half.{half['party']}")
        lexicon.halves[half["party"]] = frozenset(half["beside"])


def _both_ways(pairs: Iterable[Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each party all those that it stands against."""
    against: dict[str, set[str]] = {}
    for one, other in pairs:
        against.setdefault(one, set()).add(other)
        against.setdefault(other, set()).add(one)
    return {party: frozenset(others) for party, others in against.items()}
