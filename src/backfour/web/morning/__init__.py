"""The morning check: fifteen seconds that decide whether anything may rise."""
