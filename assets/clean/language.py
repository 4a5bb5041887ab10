"""The language of a text.

Belongs here: telling the language. Not here: words of any language (`seeds/reference`).
"""

from __future__ import annotations

from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNDETERMINED: Final = "und"
# Languages of news on exchanges and of the states that hold them, as far as the model knows them.
NEWS_LANGUAGES: Final = (
    "am", "ar", "az", "be", "bg", "bn", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he",
    "hi", "hr", "hu", "hy", "id", "it", "ja", "ka", "kk", "ko", "ku", "lt", "lv", "mk", "ms", "nl", "no", "pa",
    "pl", "ps", "pt", "ro", "ru", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "uz",
    "vi", "zh",
)  # fmt: skip
SAMPLE_CHARS: Final = 400  # on the seed reports the answer is the same from 300 characters on
MIN_LETTERS: Final = 20  # of 10 shorter phrases tried, 4 were told wrongly
MIN_PROBABILITY: Final = 0.8  # wrong answers on short phrases had at most 0.67


def find_language(text: str) -> str:
    """The ISO 639-1 code of the text's language, or `und` where the text is too short or the answer unsure."""
    sample = text[:SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return UNDETERMINED
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= MIN_PROBABILITY else UNDETERMINED


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(NEWS_LANGUAGES)
    return identifier
