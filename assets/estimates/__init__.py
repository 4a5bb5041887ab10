"""Weights estimated anew from what is known to be right: annotated reports, and what people decided.

Nothing here changes what is published: an estimate is a proposal, which a person takes over or not.
"""
