"""The session as pages: a page a movement, with its film, its words, its dose and one form."""
