"""Pages about people: staff cards and the two banks."""
