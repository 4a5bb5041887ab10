"""Stage `clean`: reports out of landed documents."""
