"""The session shown large on another device of the house."""
