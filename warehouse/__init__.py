"""Tables declared once, immutable batches, the ledger of runs, and the published file."""
