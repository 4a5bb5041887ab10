"""Countries of names: of a place, of a state and its capital, of a group at home in a state.

Not here: the names of a sentence that tell of a place (`places.py`).
"""

from __future__ import annotations

from assets.extract.language.lexicon import Lexicon, Name
from assets.extract.parties.parties import Sides

PLACE_FORMS = frozenset(("name", "seat"))  # of parties: names that stand for a country, too


def country_of(name: Name, lexicon: Lexicon) -> str | None:
    """The country of a place, or of a state and its capital."""
    if name.kind == "place":
        return name.codes[0]
    is_state = len(name.codes) == 1 and lexicon.party_kinds.get(name.codes[0]) == "state"
    return name.codes[0] if is_state and name.form in PLACE_FORMS else None


def home_state(sides: Sides, lexicon: Lexicon) -> str | None:
    """The state in which a group of its own fights it or another one, where these are the sides: they meet there."""
    main = sides.main[:2]
    if len(main) < 2 or not any(lexicon.party_kinds.get(side.split("/")[0]) == "actor" for side in main):
        return None
    homes = {home_of(actor, lexicon) for side in main for actor in side.split("/")}
    return next(iter(homes)) if len(homes) == 1 else None


def home_of(party: str, lexicon: Lexicon) -> str | None:
    """The state itself, or the one in which a group lives; Hamas and Hezbollah fight a state that is not their own."""
    if lexicon.party_kinds.get(party) == "state":
        return party
    people = lexicon.constituencies.get(party, ())
    return lexicon.homes.get(party) or (people[0] if len(people) == 1 else lexicon.opponents.get(party))
