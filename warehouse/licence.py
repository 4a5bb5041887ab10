"""The licence under which the compilation is passed on: what exports, the page and the README of an export say of it.

Belongs here: the name and where its text is. Not here: which licence it is (a setting).
"""

from __future__ import annotations

from typing import NamedTuple

# SPDX's own prefix for licences that are not on its list.
_NOT_LISTED = "LicenseRef-"


class Licence(NamedTuple):
    """A licence by its SPDX name, and where its text is; None if nobody said so."""

    name: str
    address: str | None


def licence_of(name: str, address: str | None = None) -> Licence:
    """The licence of that name; one of SPDX's list is found there, if no other address is given."""
    if address is None and not name.startswith(_NOT_LISTED):
        return Licence(name, f"https://spdx.org/licenses/{name}.html")
    return Licence(name, address)
