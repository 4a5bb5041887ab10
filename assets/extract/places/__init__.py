"""The places that a sentence names, and which of them is that of the hand-over.

Not here: places told in other sentences (`events/places_elsewhere.py`).
"""
