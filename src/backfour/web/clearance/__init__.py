"""I have been seen: who, when, what was said; and what stays closed, and why."""
