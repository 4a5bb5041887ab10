"""What a host lets machines read, by its robots.txt (RFC 9309).

Belongs here: judging one host's file. Not here: fetching it (`fetch.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from protego import Protego

ROBOT_NAME: Final = "swapledger"
MAX_BYTES: Final = 512 * 1024  # RFC 9309 wants at least 500 KiB to be read
MAX_DELAY: Final = 30.0  # seconds; a few hosts ask for an hour, which would never end


@dataclass(frozen=True)
class Robots:
    """What one host allows; without rules, everything."""

    rules: Protego | None = None

    @classmethod
    def read(cls, text: str) -> Robots:
        """The rules of a robots.txt."""
        return cls(Protego.parse(text))

    def allows(self, url: str) -> bool:
        """Whether the page may be fetched."""
        return self.rules is None or bool(self.rules.can_fetch(url, ROBOT_NAME))

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests; 0 if it does not say."""
        asked = self.rules.crawl_delay(ROBOT_NAME) if self.rules else None
        return min(float(asked or 0), MAX_DELAY)
