"""Knock twice: choose it, choose how finely it listens, and try it."""
