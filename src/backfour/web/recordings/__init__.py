"""What the camera kept, as a stick figure to look at again, and to delete."""
