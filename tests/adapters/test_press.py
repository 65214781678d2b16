"""The press sees package files only, and prints tagged pages. Hazard H40."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from backfour.adapters.pdf import press
from backfour.adapters.pdf.press import WeasyPress, package_file
from backfour.bootstrap import PACKAGE_FILES
from backfour.core.errors import BackfourError

INSIDE = "https://package.invalid/backfour/films/bird_dog.BD1.start.jpg"


def test_a_file_of_the_package_is_found():
    file, kind = package_file(PACKAGE_FILES, INSIDE)
    assert (file.name, kind) == ("bird_dog.BD1.start.jpg", "image/jpeg")


@pytest.mark.parametrize(
    "url",
    [
        "http://package.invalid/backfour/css/paper.css",
        "https://example.org/backfour/css/paper.css",
        "https://package.invalid@example.org/a.css",
        "https://package.invalid:8000/backfour/css/paper.css",
        "https://package.invalid/../settings.py",
        "https://package.invalid/%2e%2e/%2e%2e/bootstrap.py",
        "https://package.invalid/backfour/../../../words/locale/x.css",
        "https://package.invalid//etc/passwd",
        "https://package.invalid/backfour/films/nothing.jpg",
        "https://package.invalid/backfour/films/PROVENANCE.md",
        "file:///etc/passwd",
        "data:text/css,body{}",
        "http://127.0.0.1:8000/",
        "ftp://example.org/a.css",
        "paper.css",
        "",
    ],
)
def test_every_other_address_is_refused(url):
    with pytest.raises(ValueError, match="url must"):
        package_file(PACKAGE_FILES, url)


def test_a_link_that_leads_out_of_the_package_is_refused(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "secret.css").write_text("told", encoding="utf-8")
    (tmp_path / "files" / "a.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(ValueError, match="url must"):
        package_file((tmp_path / "files").resolve(), "https://package.invalid/a.css")


def test_without_the_extra_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(press, "_weasyprint", lambda: None)
    printing = WeasyPress(PACKAGE_FILES)
    assert not printing.is_there()
    with pytest.raises(BackfourError, match=r"pdf\.missing"):
        printing.pdf("<p>Hello")


def test_printing_asks_no_server_whatever_stands_on_the_page():
    pytest.importorskip("weasyprint")
    asked = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"http://127.0.0.1:{server.server_port}"
        WeasyPress(PACKAGE_FILES).pdf(
            f'<html lang="en"><title>T</title><base href="{there}/">'
            f'<link rel="stylesheet" href="{there}/a.css"><style>@import url({there}/b.css);'
            f"@font-face {{ font-family: F; src: url({there}/c.woff2) }}"
            f"p {{ font-family: F; background: url({there}/d.jpg) }}</style>"
            f'<p>Hello <img alt="x" src="{there}/e.jpg"><object data="{there}/f.svg"></object>'
        )
        server.shutdown()
    assert asked == []


def test_a_page_is_printed_tagged_and_takes_nothing_from_elsewhere(tmp_path):
    pymupdf = pytest.importorskip("pymupdf")
    pytest.importorskip("weasyprint")
    (tmp_path / "told.jpg").write_bytes(package_file(PACKAGE_FILES, INSIDE)[0].read_bytes())
    html = (
        f'<html lang="en"><title>T</title><h1>Hello</h1><img alt="in" src="{INSIDE}">'
        f'<img alt="out" src="file://{tmp_path}/told.jpg">'
    )
    printed = pymupdf.open(stream=WeasyPress(PACKAGE_FILES).pdf(html))
    assert "Hello" in printed[0].get_text()
    assert len(printed[0].get_images()) == 1
    assert printed.xref_get_key(printed.pdf_catalog(), "MarkInfo")[1] == "<</Marked true>>"
    assert "pdfuaid:part" in printed.get_xml_metadata()
