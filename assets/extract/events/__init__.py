"""Events: statements of one exchange joined, others kept apart, and what each event then has in its slots.

Not here: the rows that are made of events (`claims.py`).
"""
