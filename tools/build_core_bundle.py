"""Pack the core into one zip: the same programme that runs on the server, for the browser.

Run ``python tools/build_core_bundle.py``; the same sources always give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).parents[1] / "src"
BUNDLE: Final = SOURCE / "backfour" / "web" / "static" / "backfour" / "core.zip"

TAKEN: Final = frozenset({".py", ".toml"})
"""Source and the catalogue; nothing compiled, nothing a person's."""

NO_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date a zip can carry: a build must not depend on when it was made."""


def members() -> list[Path]:
    """List the files the browser needs, in the order they are packed."""
    package = SOURCE / "backfour"
    core = (path for path in (package / "core").rglob("*") if path.suffix in TAKEN)
    return [package / "__init__.py", *sorted(core)]


def bundle() -> bytes:
    """Pack the files without compression.

    Compressed bytes differ between versions of zlib; the server compresses on the way out.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for path in members():
            entry = zipfile.ZipInfo(path.relative_to(SOURCE).as_posix(), NO_DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, path.read_bytes())
    return whole.getvalue()


def main() -> None:
    """Write the bundle where the pages expect it."""
    BUNDLE.parent.mkdir(parents=True, exist_ok=True)
    BUNDLE.write_bytes(bundle())


if __name__ == "__main__":
    main()
