"""One module a movement: how it is done right and wrong, as a score and a pose."""
