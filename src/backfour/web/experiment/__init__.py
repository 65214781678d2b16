"""The person's own experiment: weeks with and without one change of sitting."""
