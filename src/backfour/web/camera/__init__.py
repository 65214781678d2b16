"""The camera that counts along: choose it, and try where it stands. Pictures stay on the device."""
