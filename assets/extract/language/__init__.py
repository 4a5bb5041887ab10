"""The words that rules know, and a text cut into tokens and sentences.

Belongs here: what is known before any sentence is read. Not here: what the words of one sentence name (`mentions/`).
"""
