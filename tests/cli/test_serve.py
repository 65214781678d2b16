"""The real server, started, opened, killed and started again."""

import http.client
import json
import re
import signal
import socket
from http.cookies import SimpleCookie

import pytest

from backfour.cli.serve import FIRST_PORT
from tests.builders import Story
from tests.homes import leave


def link_of(process):
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)(/open/\S+)", line):
            return int(found[1]), found[2]
    raise AssertionError(process.stderr.read())


def get(port, path, cookie=""):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def free_port():
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return trying.getsockname()[1]


def come_in(port, path):
    answer = get(port, path)
    assert answer.status == 302
    cookies = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie"):
        cookies.load(line)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())


@pytest.fixture
def served(program, tmp_path):
    folder = tmp_path / "served"

    def start(*more):
        return program("serve", "--no-browser", "--data", folder, *more)

    start.folder = folder
    return start


def test_the_link_opens_the_door_once_and_ctrl_c_ends_it_cleanly(served):
    wanted = free_port()
    process = served("--port", wanted)
    port, path = link_of(process)
    assert port == wanted
    cookie = come_in(port, path)
    assert get(port, "/", cookie).status in (200, 302)
    assert get(port, path).status != 302
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert process.stderr.read() == ""


def test_a_second_start_prints_a_fresh_link_of_the_first(served):
    first = served("--port", free_port())
    port, path = link_of(first)
    second = served()
    assert link_of(second)[0] == port
    assert second.wait(20) == 0
    assert first.poll() is None
    come_in(port, path)


def test_it_is_one_process_and_kill_9_leaves_none_behind(served):
    wanted = free_port()
    process = served("--port", wanted)
    link_of(process)
    process.kill()
    process.wait()
    again = served("--port", wanted)
    port, path = link_of(again)
    assert port == wanted
    come_in(port, path)


def test_an_unanswered_stop_is_written_when_it_starts_again(home, program):
    home.tell(Story().welcome())
    home.house.session.start(2, "s1")
    home.house.session.stop("s1", "elbow_prop", 1, 2)
    leave()
    process = program("serve", "--no-browser", "--port", free_port(), "--data", home.folder)
    link_of(process)
    process.kill()
    process.wait()
    stop = home.reopen().house.history.latest("exercise_done")
    assert (stop.id, stop.stop_pressed) == ("s1.elbow_prop", True)


def test_a_port_in_use_is_told_in_one_line(served):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = served("--port", taken.getsockname()[1])
        assert process.wait(20) == 1
        assert process.stderr.read().count("\n") == 1


def test_the_usual_port_makes_way_for_others(served):
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", FIRST_PORT))
            taken.listen()
        except OSError:
            pass
        port, _ = link_of(served())
        assert port > FIRST_PORT
    held = json.loads((served.folder / "serve.lock").read_text(encoding="ascii"))
    assert held == {"port": port}


def test_only_this_machine_can_reach_it(served):
    """Not even by another of this machine's own addresses."""
    port, _ = link_of(served("--port", free_port()))
    with socket.socket() as outside:
        assert outside.connect_ex(("127.0.0.2", port)) != 0
        assert outside.connect_ex(("127.0.0.1", port)) == 0
