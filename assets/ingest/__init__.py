"""Stage `ingest`: documents as they come, landed once with their bytes."""
