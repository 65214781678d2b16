"""Self-tests: safe set-up first, timed by the page or by hand, counted by hand."""
