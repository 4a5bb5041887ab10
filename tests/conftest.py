"""What tests of all kinds share."""

import os

# Test processes take all cores already: threads for matrices would only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

pytest_plugins = ["tests.loopback"]
