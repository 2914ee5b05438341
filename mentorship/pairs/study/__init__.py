"""Acquaintance of mentors and mentees with the Положение and with the acts of the list (MTE-06, MNT-05)."""
