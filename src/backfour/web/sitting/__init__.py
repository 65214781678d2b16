"""Sitting through the day: what was sat, the rule of today, breaks, seats, the slump monitor."""
