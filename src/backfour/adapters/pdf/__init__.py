"""Pages of ours as PDF, where the extra `pdf` is installed (ADR 0015)."""
