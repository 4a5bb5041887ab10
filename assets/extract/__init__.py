"""Extraction: what a report asserts about which exchange, by rules over the words of `seeds/reference`.

Text is cut into sentences (`text.py`); their words become mentions (`mentions.py`: `numbers.py` and `measures.py`,
`names.py`, `verbs.py`, `count_phrases.py`, `groups.py`, `back_references.py`; also `date_phrases.py`, `date_ranges.py`
and `dates.py`, `persons.py`) and triggers (`triggers.py`). Sentences of a hand-over become statements
(`statements.py`: flows of people by `frames.py` and its rules in `subsets.py`, `governing.py`, `counterparts.py`,
`shares.py`, `agents.py`, `routes.py`, `second_subjects.py`, `hints.py`, `nations.py`; `status.py`,
`handover_dates.py`, `handover_places.py`, `mediation.py`) between the report's sides (`parties.py`, `sides.py`).
Statements become events (`joining.py`, then `slots.py`, `corrections.py`, `transfers.py`, `directions.py`,
`person_evidence.py`, `handed_over.py`, `person_counts.py`, `mediators.py`), events become claims (`claims.py`,
`confidence.py`). Persons handed over and mediators are weighed (`weighing.py`) by fitted weights of signals.
`reading.py` has the order of the steps, `lexicon.py` the words, `curated.py` the claims of curated lists, which need
no reading.

    text -> sentences -> mentions -> statements -> events -> claims
"""

from assets.compiled import search_path

__path__ = search_path(__path__)
