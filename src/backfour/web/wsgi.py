"""The door through which the server (granian) calls the pages."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from backfour.bootstrap import configure

configure()
application = get_wsgi_application()
