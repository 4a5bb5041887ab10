"""What a publication is made of, and the Dagster asset that publishes it."""
