"""Reminders: what is due for whom, through which channel, and whether it arrived."""
