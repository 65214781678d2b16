"""Measures what the camera coach gets right and wrong; ``README.md`` beside says how to run it."""
