"""The real server, open to the home network, met by a client that trusts only its authority."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from tests.cli.test_serve import come_in, free_port, get

HOST = "127.0.0.1"


class Served:
    """A running ``serve --home`` and what it printed."""

    def __init__(self, process, folder, port):
        self.process, self.folder, self.port = process, folder, port
        self.printed = ""
        for line in process.stdout:
            self.printed += line
            if found := re.search(r"http://127\.0\.0\.1:(\d+)(/open/\S+)", line):
                self.own_port, self.link = int(found[1]), found[2]
                break
        else:
            raise AssertionError(process.stderr.read())
        self.code = re.search(r": (\d{6})$", self.printed, flags=re.MULTILINE)[1]

    def client(self):
        """A connection that trusts nobody but the home's own authority."""
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.load_verify_locations(self.folder / "authority.crt")
        return http.client.HTTPSConnection(HOST, self.port, timeout=20, context=trusting)

    def ask(self, path, cookie="", form=None, **headers):
        connection = self.client()
        own = {"Cookie": cookie} if cookie else {}
        if form is not None:
            own |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{HOST}:{self.port}",
            }
        connection.request(
            "GET" if form is None else "POST",
            path,
            body=None if form is None else urlencode(form),
            headers=own | headers,
        )
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    def pair(self, code):
        """Pair as a browser does; returns the cookie."""
        page = self.ask("/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        form = {"code": code, "name": "Tablet", "csrfmiddlewaretoken": token}
        return self.ask("/pair/", cookie=cookies(page), form=form)


def cookies(answer):
    kept = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie") or ():
        kept.load(line)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())


@pytest.fixture
def serve_home(program, tmp_path):
    folder = tmp_path / "served"

    def start(*more, port=None):
        port = port or free_port()
        process = program(
            *("serve", "--home", "--no-browser", "--data", folder, "--port", free_port()),
            *("--home-port", port, "--address", HOST, *more),
        )
        return Served(process, folder, port)

    start.folder = folder
    return start


def test_a_device_is_paired_used_and_removed_over_tls(serve_home):
    home = serve_home()
    assert home.ask("/").status == 403
    assert 'name="code"' in home.ask("/settings/").text
    paired = home.pair(home.code)
    assert paired.status == 302
    cookie = cookies(paired)
    assert "Secure" in paired.headers["Set-Cookie"]
    assert "HttpOnly" in paired.headers["Set-Cookie"]
    assert home.ask("/settings/", cookie).status == 200
    assert home.ask("/", cookie).headers["Strict-Transport-Security"] is None
    host_cookie = come_in(home.own_port, home.link)
    assert get(home.own_port, "/devices/", host_cookie).status == 200
    home.process.send_signal(signal.SIGINT)
    assert home.process.wait(20) == 0
    assert home.process.stderr.read() == ""


def test_only_the_hosts_own_page_shows_the_code(serve_home):
    home = serve_home()
    cookie = cookies(home.pair(home.code))
    host_cookie = come_in(home.own_port, home.link)
    connection = http.client.HTTPConnection(HOST, home.own_port, timeout=20)
    connection.request("GET", "/devices/", headers={"Cookie": host_cookie})
    assert "Tablet" in connection.getresponse().read().decode()
    connection.close()
    own = home.ask("/devices/", cookie)
    assert own.status == 200
    assert "Make a new code" not in own.text
    assert get(home.own_port, "/devices/").status == 403


def test_a_client_that_does_not_trust_the_authority_is_warned(serve_home):
    home = serve_home()
    usual = http.client.HTTPSConnection(
        HOST, home.port, timeout=20, context=ssl.create_default_context()
    )
    with pytest.raises(ssl.SSLCertVerificationError):
        usual.request("GET", "/")


def test_the_same_server_under_a_name_that_is_not_its_own_is_refused(serve_home):
    home = serve_home()
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.load_verify_locations(home.folder / "authority.crt")
    for name in ("localhost", "bank.example", "127.0.0.2"):
        with (
            socket.create_connection((HOST, home.port), timeout=20) as raw,
            pytest.raises(ssl.SSLCertVerificationError),
        ):
            trusting.wrap_socket(raw, server_hostname=name)


def test_plain_text_is_not_answered(serve_home):
    home = serve_home()
    with socket.create_connection((HOST, home.port), timeout=20) as plain:
        plain.sendall(b"GET /pair/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"HTTP" not in plain.recv(1000)


def test_only_the_one_address_is_listened_on(serve_home):
    home = serve_home()
    with socket.socket() as outside:
        assert outside.connect_ex(("127.0.0.2", home.port)) != 0


def test_after_kill_9_the_same_device_is_known_and_the_authority_is_the_same(serve_home):
    first = serve_home()
    cookie = cookies(first.pair(first.code))
    authority = (first.folder / "authority.crt").read_bytes()
    first.process.kill()
    first.process.wait()
    again = serve_home(port=first.port)
    assert again.ask("/settings/", cookie).status == 200
    assert (again.folder / "authority.crt").read_bytes() == authority


def test_it_moves_along_when_the_address_changes(home, monkeypatch):
    """As after a new lease of the router: a new certificate, a new listener, the old one gone."""
    from django.conf import settings

    from backfour.cli.home import Home

    monkeypatch.setattr(settings, "ALLOWED_HOSTS", settings.ALLOWED_HOSTS)
    at_home = Home(home.folder, "127.0.0.1", free_port())
    try:
        before = at_home.open()
        at_home._given = "127.0.0.2"
        place = at_home._move()
        assert at_home._move() == place == home.house.network.place
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.load_verify_locations(home.folder / "authority.crt")
        connection = http.client.HTTPSConnection(
            "127.0.0.2", place.port, timeout=20, context=trusting
        )
        connection.request("GET", "/pair/")
        assert connection.getresponse().status == 200
        connection.close()
        with socket.socket() as outside:
            assert outside.connect_ex(("127.0.0.1", before.port)) != 0
    finally:
        at_home.close()


def test_a_second_start_prints_a_fresh_code(serve_home, program):
    home = serve_home()
    second = program("serve", "--home", "--no-browser", "--data", home.folder)
    told = second.communicate(timeout=30)[0]
    assert second.returncode == 0
    assert f"https://{HOST}:{home.port}/" in told
    fresh = re.search(r": (\d{6})$", told, flags=re.MULTILINE)[1]
    assert home.pair(fresh).status == 302


def test_beside_a_server_for_this_machine_only_the_second_start_says_so(program, tmp_path):
    folder = tmp_path / "served"
    first = program("serve", "--no-browser", "--data", folder, "--port", free_port())
    for line in first.stdout:
        if "/open/" in line:
            break
    second = program("serve", "--home", "--no-browser", "--data", folder)
    told = second.communicate(timeout=30)[0]
    assert "start it with --home" in told


def fails(program, *arguments):
    process = program("serve", "--home", "--no-browser", "--port", free_port(), *arguments)
    complaint = process.communicate(timeout=30)[1]
    assert complaint.count("\n") == 1, complaint
    return process.returncode, complaint


def test_a_port_in_use_is_told_in_one_line(program, tmp_path):
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, told = fails(
            program, "--data", tmp_path / "d", "--address", HOST, "--home-port", port
        )
    assert code == 1
    assert f"Port {port} is in use" in told
    assert "--home-port" in told


def test_a_public_address_is_refused(program, tmp_path):
    code, told = fails(program, "--data", tmp_path / "d", "--address", "203.0.113.7")
    assert code == 2
    assert "203.0.113.7 is not an address inside a home" in told


@pytest.mark.parametrize("hurt", ["damaged", "unreadable"])
def test_a_hurt_authority_is_told_in_one_line_and_left_as_it_is(serve_home, program, hurt):
    home = serve_home()
    home.process.kill()
    home.process.wait()
    key = home.folder / "authority.key"
    key.unlink()
    if hurt == "damaged":
        key.write_text("nothing of a key")
    code, told = fails(program, "--data", home.folder, "--address", HOST)
    assert code == 1
    assert str(key) in told
    assert ("cannot be understood" if hurt == "damaged" else "cannot be read") in told


def test_without_home_neither_of_its_libraries_is_loaded(tmp_path):
    """The usual start stays as fast as it was."""
    look = (
        "import sys, backfour.cli.main, backfour.cli.serve, backfour.cli.home;"
        "from backfour import bootstrap; bootstrap.configure(); bootstrap.house();"
        "import django.urls; django.urls.get_resolver().url_patterns;"
        "print(*{name.split('.')[0] for name in sys.modules} & {'cryptography', 'segno'})"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", look],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "BACKFOUR_DATA": str(tmp_path / "home")},
    )
    assert done.stdout.strip() == ""
