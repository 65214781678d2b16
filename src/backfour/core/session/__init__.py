"""One session: from today's plan to what is said, timed, asked and written down."""
