"""Something happened: a fall, an operation, a new diagnosis."""
