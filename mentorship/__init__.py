"""Mentorship («Наставничество»): teacher mentorship of one institution."""

__version__ = "0.3.0"
