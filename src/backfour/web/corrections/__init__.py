"""A wrong morning, sitting or measure is found, changed or taken back, and read back first."""
