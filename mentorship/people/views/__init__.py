"""Pages about people: staff cards, the two banks, accounts."""
