"""The four movements as they are for this body now."""
