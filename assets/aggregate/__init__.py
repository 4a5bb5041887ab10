"""The stage that sums over exchanges."""
