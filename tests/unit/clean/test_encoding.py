"""Encodings: bytes to text."""

from __future__ import annotations

import pytest

from assets.clean.encoding import decode_text, stream_encoding

RUSSIAN = "Обмен пленными состоялся в пятницу, сообщили в министерстве. Домой вернулись 75 человек."
FRENCH = "L'échange a eu lieu à Genève, a déclaré le ministère; 12 détenus ont été libérés après des années."
SPANISH = "El canje se realizó en España el año pasado, según el señor ministro; volvieron 12 personas."
POLISH = "Do domu wróciło 76 jeńców, w tym żołnierze i cywile, ogłosiła wicepremier. Później podano więcej szczegółów."
TURKISH = "Esir takası yeniden başlıyor: 200 kişinin serbest kalması için adım atıldı, görüşmeler sürüyor."
ENGLISH = "“We are ready” – said the headquarters’ spokesman. Seventy-five prisoners came home on Friday."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        (ENGLISH, "cp1252"),
        (POLISH, "cp1250"),
        (TURKISH, "cp1254"),
    ],
)
def test_tells_the_encoding(text, encoding):
    assert decode_text(text.encode(encoding)) == text


def test_believes_the_declaration_where_utf8_does_not_fit():
    assert decode_text("naïve".encode("cp1252"), "windows-1252") == "naïve"
    assert decode_text("naïve".encode(), "windows-1251") == "naïve"


@pytest.mark.parametrize("declared", ["no-such-encoding", "utf-8\0", "", "x" * 100])
def test_a_declaration_that_means_nothing_is_passed_over(declared):
    assert decode_text(RUSSIAN.encode("cp1251"), declared) == RUSSIAN


def test_lines_may_differ_in_encoding():
    data = RUSSIAN.encode() + b"\n" + RUSSIAN.encode("cp1251") + b"\n" + RUSSIAN.encode()
    assert decode_text(data) == "\n".join([RUSSIAN] * 3)


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x81\x8d\x8f", b"\xef\xbb\xbf", b"\xff\xfe\x00", bytes(range(256))])
def test_never_fails(data):
    assert isinstance(decode_text(data), str)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (RUSSIAN.encode(), "utf-8"),
        (RUSSIAN.encode()[:-1], "utf-8"),  # a character cut off by the end of the sample
        (RUSSIAN.encode("utf-8-sig"), "utf-8-sig"),
        (RUSSIAN.encode("utf-16"), "utf-16"),
        (ENGLISH.encode("utf-16-le"), "utf-16-le"),
        (RUSSIAN.encode("cp1251"), "cp1251"),
        (b"plain", "utf-8"),
    ],
)
def test_tells_the_encoding_of_a_stream(data, encoding):
    assert stream_encoding(data) == encoding
