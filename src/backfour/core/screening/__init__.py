"""The safety check: questions, one small rule each, and what they decide together."""
