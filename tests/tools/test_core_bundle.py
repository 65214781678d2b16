import io
import zipfile

import build_core_bundle


def test_the_same_sources_always_give_the_same_bytes():
    assert build_core_bundle.bundle() == build_core_bundle.bundle()


def test_the_bundle_holds_the_core_and_nothing_else():
    with zipfile.ZipFile(io.BytesIO(build_core_bundle.bundle())) as archive:
        names = archive.namelist()
    assert "backfour/__init__.py" in names
    assert "backfour/core/exercises/catalogue.toml" in names
    for name in names:
        assert name == "backfour/__init__.py" or name.startswith("backfour/core/"), name
        assert name.endswith((".py", ".toml")), name
