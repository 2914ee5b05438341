"""Ratios of the product to a floor project on the same machine: `make bench`."""
