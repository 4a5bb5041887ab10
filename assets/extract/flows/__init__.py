"""Flows: people whom a sentence lets change hands, with all that hints at who gave and who got them.

Belongs here: one sentence at a time. Not here: what several sentences tell of one exchange (`events/`).
"""
