"""The gates: what the output of each stage must keep before anything later can see it."""
