"""Lawful objects by default; a trait says one thing about each."""
