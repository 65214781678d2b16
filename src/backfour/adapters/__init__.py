"""What the use cases need from the world outside, fulfilled: store, clock, ids, folder."""
