"""What a person can do, one file per intention: read events, ask the core, append events."""
