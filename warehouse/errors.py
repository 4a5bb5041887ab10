"""What can go wrong in ways that a person can mend: one root class, few kinds.

A message is one line that says what was found, where, and what to do; the command line prints it as it stands. Not
here: faults of the program itself, which keep their traceback.
"""

from __future__ import annotations


class SwapledgerError(Exception):
    """Root of every error that a person can mend."""


class DataInUseError(SwapledgerError):
    """Another run works on the same data folder."""


class NoWarehouseError(SwapledgerError):
    """Nothing was published in the data folder yet, or what was cannot be opened."""


class InterruptedRunError(SwapledgerError):
    """Somebody ended a run before its end."""


class InputError(SwapledgerError):
    """What the user gave cannot be used: no such path, nothing readable, no such id."""
