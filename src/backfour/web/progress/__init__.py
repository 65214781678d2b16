"""Progress: what the person came for, the honest sentence, and the charts behind it."""
