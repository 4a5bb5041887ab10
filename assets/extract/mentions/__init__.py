"""Mentions: what the words of one sentence name, typed and with spans, and which sentences tell of a hand-over.

Belongs here: figures, groups of people, names, verbs, dates, persons. Not here: who did what to whom (`flows/`).
"""
