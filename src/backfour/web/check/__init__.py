"""The safety check: every screen of it, and what it means."""
