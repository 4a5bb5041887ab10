"""The places that a sentence names, and which of them rules take for that of the hand-over.

Not here: which place an event has, and places told in other sentences (`events/places.py`).
"""
