"""Pages of the Положение, of the look of papers and of their texts."""
