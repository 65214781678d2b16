"""The movements as data: what to do, for how long, how it is adapted to a body."""
