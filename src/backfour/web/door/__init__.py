"""The door of the home."""
