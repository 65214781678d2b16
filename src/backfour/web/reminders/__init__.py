"""Reminders: what comes when and how, and whether it arrives."""
