"""The stages in the order of the data: ingest, clean, extract, deduplicate, aggregate, publish."""
