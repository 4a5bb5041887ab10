"""Languages, and texts too short to tell."""

from __future__ import annotations

import pytest

from assets.clean.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The two governments handed over ten prisoners each on Friday.", "en"),
        ("Стороны обменялись пленными в пятницу, сообщили в министерстве.", "ru"),
        ("Сторони обмінялися полоненими у п'ятницю, повідомили в міністерстві.", "uk"),
        ("Die beiden Seiten haben am Freitag Gefangene ausgetauscht.", "de"),
        ("Les deux parties ont échangé des prisonniers vendredi.", "fr"),
        ("Las dos partes canjearon prisioneros el viernes, según el ministerio.", "es"),
        ("As duas partes trocaram prisioneiros na sexta-feira, disse o ministério.", "pt"),
        ("Obie strony wymieniły w piątek jeńców, podało ministerstwo.", "pl"),
        ("Taraflar cuma günü esir takası yaptı, bakanlık açıkladı.", "tr"),
        ("تبادل الطرفان الأسرى يوم الجمعة بحسب الوزارة.", "ar"),
        ("Prisoner swap", "und"),
        ("1,200 / 35 - 12.05.2024 (1,200) 35", "und"),
        ("", "und"),
    ],
)
def test_tells_the_language(text, language):
    assert find_language(text) == language
