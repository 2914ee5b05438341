"""The first run in the browser: from an empty database to an institution with its own rules."""
