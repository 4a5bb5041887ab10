"""Whom a sentence names as those who brokered or hosted the exchange.

Not here: which event a mediator belongs to, and how likely (`events/mediators.py`).
"""
