"""Prints how well the confidence of claims is calibrated on annotated reports: `python -m bench.calibration`.

`swapledger estimate` writes the weights as a proposal.
"""

from __future__ import annotations

from assets.estimates.confidence import Bin, estimate_confidence
from assets.estimates.signals import weights_of_slot


def main() -> None:
    """Fits and prints."""
    fit = estimate_confidence()
    print(f"{fit.slot.values} claims of {fit.reports} reports, {fit.slot.right / fit.slot.values:.2f} right")
    _print(fit.bins)
    print("of them the held out")
    _print(fit.held_out)
    print(weights_of_slot(fit.slot))


def _print(bins: list[Bin]) -> None:
    print("confidence   claims   mean   right")
    for each in bins:
        print(f"{each.low:.1f} to {each.high:.1f} {each.claims:9} {each.confidence:8.2f} {each.right:7.2f}")


if __name__ == "__main__":
    main()
