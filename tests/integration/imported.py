"""Importing this reads what a run reads before it does anything: processes that are forked afterwards need not.

Belongs here: what is only read. Not here: what starts threads (DuckDB, pandas of Arrow), which a fork would not have.
"""

import pipelines.definitions  # noqa: F401
from assets.clean.language import find_language
from assets.extract.claims import REFERENCE
from assets.extract.language.lexicon_files import load_lexicon
from assets.publish.briefing.page import _templates
from expectations.frames import _great_expectations
from expectations.reference import known_parties, nationals, number_words, telling_words

find_language("On Friday ten prisoners came home, officials said.")
load_lexicon(REFERENCE, "en")
_great_expectations()
for name in _templates().list_templates():
    _templates().get_template(name)
for read in (known_parties, nationals, number_words, telling_words):
    read()
