"""The house in its home network: its addresses, and the authority that vouches for it."""
