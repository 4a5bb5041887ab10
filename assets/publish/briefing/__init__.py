"""The briefing page: one HTML file that tells what a publication holds, for people who look before they query.

It works without a network, leads every figure to the sentences it rests on, and takes all text of reports for hostile.
"""
