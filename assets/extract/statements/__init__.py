"""Statements: what one sentence says about one exchange: flows, status, day, place, mediators.

Not here: which statements are of one exchange (`events/`).
"""
