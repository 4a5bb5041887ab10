"""What runs, and when: the Dagster code location, settings, and the command line."""
