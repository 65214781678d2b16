"""The event table and its three small neighbours, through Django's ORM (ADR 0002)."""
