"""My data: take it with you, bring it in, delete it."""
