"""Parties: whom the names of a report mean, and which of them are the sides of its exchange.

Not here: who gave up whom (`flows/`), who mediated (`mediation/`).
"""
