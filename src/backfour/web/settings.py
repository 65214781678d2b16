"""How the pages run at home: one person, one folder, no account, nobody outside.

The only input is the environment: ``BACKFOUR_DATA`` names the data folder and
``BACKFOUR_DEBUG=1`` is for those who work on the pages. `backfour.bootstrap.configure`
sets both Django and the folder up; it also says which database.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from backfour.adapters.store.database import database
from backfour.web.assets import source_tree, static_tree
from backfour.web.secret import secret_of

WEB = Path(__file__).parent
_FOLDER = os.environ.get("BACKFOUR_DATA", "")

DEBUG = os.environ.get("BACKFOUR_DEBUG") == "1"
SECRET_KEY = secret_of(Path(_FOLDER) if _FOLDER else None)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

# Two folders may be open side by side on two ports, and browsers do not tell ports apart in
# cookies: so the names of ours carry a mark of the folder.
FOLDER_MARK = sha256(b"folder" + SECRET_KEY.encode()).hexdigest()[:8]

INSTALLED_APPS = ["backfour.adapters.store", "backfour.web", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "backfour.web.middleware.SecurityHeaders",
    "backfour.web.devices.doorkeeper.HomeDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backfour.web.language.Language",  # before whatever may refuse, so that it refuses in words
    "backfour.web.middleware.SameOrigin",
    "backfour.web.door.doorkeeper.Doorkeeper",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "backfour.web.errors.PlainErrors",
]
ROOT_URLCONF = "backfour.web.urls"
WSGI_APPLICATION = "backfour.web.wsgi.application"

_LOADER = "django.template.loaders.filesystem.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates", *sorted(WEB.glob("*/templates"))],
        "OPTIONS": {
            "context_processors": ["backfour.web.shell.shell"],
            "libraries": {"words": "backfour.web.templatetags.words"},
            "builtins": ["django.templatetags.static"],
            "loaders": [_LOADER]
            if DEBUG
            else [("django.template.loaders.cached.Loader", [_LOADER])],
        },
    }
]

DATABASES = {"default": database(Path(_FOLDER or "."))}

# Words come from backfour.words; Django's own translations are not used.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

_TREE = source_tree() if DEBUG else static_tree()
STATIC_URL = _TREE.url
STATIC_ROOT = _TREE.root
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = _TREE.from_source
WHITENOISE_MAX_AGE = 0 if _TREE.from_source else 31_536_000
WHITENOISE_ALLOW_ALL_ORIGINS = False

CSRF_COOKIE_NAME = f"backfour_form_{FOLDER_MARK}"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "backfour.web.errors.form_refused"
DOOR_COOKIE_NAME = f"backfour_door_{FOLDER_MARK}"
# Browsers take a cookie of such a name only over TLS, for this host alone and all its pages.
DEVICE_COOKIE_NAME = f"__Host-backfour_device_{FOLDER_MARK}"

# A history of ten years is a few megabytes; My data says so before a larger one is sent.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# A saved copy of up to 50 MB stays in memory: nothing a person told is left in a temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = 51 * 2**20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
