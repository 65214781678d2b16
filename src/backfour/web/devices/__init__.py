"""Other devices of the house: letting them in, and out again."""
