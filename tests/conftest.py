"""What tests of all kinds share."""

pytest_plugins = ["tests.loopback"]
