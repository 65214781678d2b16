"""One module a movement: what is counted and what is a fault, from the true joints."""
