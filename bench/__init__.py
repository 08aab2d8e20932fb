"""Measures the product beside the same journey written by hand, in one run."""
