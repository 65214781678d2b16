"""Tells Django of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store as a Django app."""

    name = "backfour.adapters.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
