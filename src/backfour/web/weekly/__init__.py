"""The weekly check: eight questions and the heart."""
