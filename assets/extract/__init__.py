"""Extraction: what a report asserts about which exchange, by rules over the words of `seeds/reference`.

Each folder is a step, and knows only those before it:

    language -> mentions -> parties -> flows -> places, mediation -> statements -> persons -> events

`language/` cuts a text into sentences, `mentions/` finds what each names, `parties/` the sides, `flows/` the people
who change hands, `statements/` adds how far, when, where (`places/`) and through whom (`mediation/`), `persons/` tells
who was handed over, `events/` joins statements of one exchange and fills its slots. `reading.py` has the order of the
steps, `weighing.py` adds up fitted weights where signals are weighed (persons, mediators), `claims.py` makes rows of
events, `confidence.py` says how sure they are. `curated.py` has the claims of curated lists, which need no reading.
"""

from assets.compiled import search_path

__path__ = search_path(__path__)
