"""Records of which a report needs hundreds: nobody may change one, and making one is cheap.

Belongs here: the decorator. Not here: any record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass with slots that the type checker holds to be frozen.

    Python's own `frozen=True` sets each field by a call and so takes five times as long to make one of seven fields.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
