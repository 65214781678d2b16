"""Prints our own pages as tagged PDF (PDF/UA-1) with WeasyPrint, which sees package files only.

Hazard H40 (docs/safety.md).
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from backfour.core.errors import BackfourError

HOST: Final = "package.invalid"
"""Stands for the package in the addresses of a printed page: ``https://package.invalid/backfour/...``.

The name can belong to nobody (RFC 2606), and no request is ever made: the fetcher reads files.
"""

KINDS: Final = {
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
VARIANT: Final = "pdf/ua-1"
DPI: Final = 200
"""Pictures are not finer than that on paper (our choice): a smaller file for the same look."""


class WeasyPress:
    """Prints, where the extra ``pdf`` is installed.

    Parameters
    ----------
    files
        The one folder that pictures, letters and styles may come from.
    """

    def __init__(self, files: Path) -> None:
        self._files = files.resolve()

    def is_there(self) -> bool:
        """Tell whether the extra ``pdf`` is installed and works."""
        return _weasyprint() is not None

    def pdf(self, html: str) -> bytes:
        """Print HTML as a tagged PDF.

        Raises
        ------
        BackfourError
            ``pdf.missing`` where the extra is not installed.
        """
        weasyprint = _weasyprint()
        if weasyprint is None:
            raise BackfourError("pdf.missing")
        document = weasyprint.HTML(
            string=html, base_url=f"https://{HOST}/", url_fetcher=_fetcher(weasyprint, self._files)
        )
        printed: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_tags=True, dpi=DPI)
        return printed


def package_file(files: Path, url: str) -> tuple[Path, str]:
    """Find the file of an address, and its kind.

    Raises
    ------
    ValueError
        When the address leads anywhere but to a picture, style or font of the package.
    """
    parts = urlsplit(url)
    if (parts.scheme, parts.netloc) != ("https", HOST):
        raise ValueError(f"url must begin with https://{HOST}/, not {url!r}")
    file = (files / unquote(parts.path).lstrip("/")).resolve()
    kind = KINDS.get(file.suffix)
    if kind is None or not file.is_relative_to(files) or not file.is_file():
        raise ValueError(f"url must name a file of the package, not {url!r}")
    return file, kind


def _fetcher(weasyprint: Any, files: Path) -> Any:
    urls = weasyprint.urls

    class PackageFetcher(urls.URLFetcher):  # type: ignore[name-defined,misc]
        """Knows no protocol but ours."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - its own signature
            file, kind = package_file(files, url)
            return urls.URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    return PackageFetcher()


@cache
def _weasyprint() -> Any:
    """Load WeasyPrint when a page is first printed, or find that it is not there."""
    try:
        import weasyprint
        import weasyprint.urls
    except (ImportError, OSError):  # OSError: its system libraries are missing
        return None
    # It warns of every style for screens only; what matters is looked at in tests.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint
