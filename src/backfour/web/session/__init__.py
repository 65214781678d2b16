"""The session with film, clock and voice: its page, and the addresses its script talks to."""
