"""Around the session: pain now, anything new, before you begin, and what changes afterwards."""
