import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NODE_LOCKS = [ROOT / "package-lock.json", ROOT / "tools" / "lighthouse" / "package-lock.json"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_python_package_has_a_version_and_a_hash(lock):
    entries = re.split(r"\n(?=\S)", lock.read_text().strip())
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert packages
    for package in packages:
        assert re.match(r"^[a-z0-9-]+==\S+", package), package
        assert "--hash=sha256:" in package, package


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_no_python_lock_names_an_address(lock):
    assert not re.search(r"https?:|file:|--index|--find-links", lock.read_text())


@pytest.mark.parametrize("lock", NODE_LOCKS, ids=lambda path: path.parent.name)
def test_every_locked_node_package_has_a_hash_and_no_address(lock):
    for name, package in json.loads(lock.read_text())["packages"].items():
        if name and "link" not in package:
            assert "integrity" in package, name
            assert "resolved" not in package, name


@pytest.mark.parametrize(
    ("smaller", "larger"), [("run", "build"), ("build", "dev"), ("video", "dev"), ("pdf", "dev")]
)
def test_a_larger_lock_holds_the_smaller_one_version_for_version(smaller, larger):
    def pins(name):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        return set(re.findall(r"^([a-z0-9-]+==[^\s;]+)", text, re.MULTILINE))

    assert pins(smaller) <= pins(larger)


@pytest.mark.parametrize(
    ("field", "name"), [("dependencies", "run"), ("video", "video"), ("pdf", "pdf")]
)
def test_the_package_asks_for_what_the_lock_was_made_from(field, name):
    project = (ROOT / "pyproject.toml").read_text()
    asked = re.search(rf"^{field} = \[(.*?)^\]", project, re.MULTILINE | re.DOTALL)[1]
    source = (ROOT / "requirements" / f"{name}.in").read_text()
    wanted = [line.split("#")[0].strip() for line in source.splitlines()]
    assert re.findall(r'"(.+?)"', asked) == [line for line in wanted if line and line[0] != "-"]
