"""Measures: what is asked now and then, and entering it."""
