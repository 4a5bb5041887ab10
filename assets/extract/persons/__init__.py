"""Persons handed over, told from persons who speak, decide, or wait at home.

Not here: where a name stands and which names mean one person (`mentions/persons.py`), the ways that persons went
(`events/person_ways.py`).
"""
