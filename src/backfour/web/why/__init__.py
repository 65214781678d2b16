"""Why: every decision, what went into it, its rule and its source."""
