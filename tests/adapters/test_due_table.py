"""What every due-table must do, on SQLite and on a real PostgreSQL where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from threading import Barrier, Thread

import pytest

from backfour.app.reminding.ports import Reached, Slot, Wish
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times


def sqlite(request):
    request.getfixturevalue("home")


def postgresql(request):
    pytest.importorskip("psycopg")
    if not (shutil.which("initdb") and shutil.which("pg_ctl")):
        pytest.skip("no PostgreSQL on this machine")
    request.getfixturevalue("home")
    request.getfixturevalue("on_postgresql")


@pytest.fixture(scope="module")
def cluster():
    """A PostgreSQL of the tests' own, reached by a socket; paths of sockets must be short."""
    folder = Path(tempfile.mkdtemp(prefix="bf-pg-"))
    as_user = []
    if os.geteuid() == 0:
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups"]
        shutil.chown(folder, "nobody")
    data, quiet = folder / "data", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*as_user, "initdb", "-D", data, "-U", "me", "-A", "trust"], check=True, **quiet)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    start = ["pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start"]
    subprocess.run([*as_user, *start], check=True, **quiet)
    yield folder
    subprocess.run([*as_user, "pg_ctl", "-D", data, "-m", "fast", "stop"], check=True, **quiet)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_postgresql(home, cluster):
    """Put Django on that cluster for one test."""
    from django.core.management import call_command
    from django.db import connections

    before = dict(connections.settings["default"])
    connections.close_all()
    there = {"NAME": "postgres", "USER": "me", "HOST": str(cluster), "OPTIONS": {}}
    connections.settings["default"].update(ENGINE="django.db.backends.postgresql", **there)
    del connections["default"]
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        yield
    finally:
        connections.close_all()
        connections.settings["default"].update(before)
        del connections["default"]


@pytest.fixture(params=[sqlite, postgresql], ids=lambda opens: opens.__name__)
def store(request):
    request.param(request)
    from backfour.adapters.store.reminders import DjangoReminders

    return DjangoReminders()


def person(store, name="own", kind="morning"):
    store.keep_reached(Reached(name, "Europe/Berlin", Quiet(0, 0)))
    return store.keep_wish(Wish(0, "u", name, kind, "push", Times(510), 1))


def test_a_time_is_in_the_table_once_however_often_it_is_added(store):
    wish = person(store)
    store.add([Slot(wish.id, 1, 100)])
    store.add([Slot(wish.id, 1, 100), Slot(wish.id, 1, 200), Slot(wish.id, 2, 100)])
    assert [due.due_s for due in store.take(1000, 60, 10)] == [100]
    assert store.last_slots([wish.id]) == {wish.id: 1}


def test_what_is_taken_comes_with_its_wish_and_person_and_is_nobody_elses_for_a_while(store):
    wish = person(store)
    store.add([Slot(wish.id, 1, 100)])
    assert store.take(99, 60, 10) == []
    (due,) = store.take(100, 60, 10)
    assert (due.wish, due.reached.zone, due.stage) == (wish, "Europe/Berlin", 0)
    assert store.take(159, 60, 10) == []
    assert len(store.take(160, 60, 10)) == 1, "who took it may have died"


def test_the_longest_due_come_first_and_only_so_many(store):
    wish = person(store)
    store.add(Slot(wish.id, n, 100 - n) for n in range(20))
    assert [due.due_s for due in store.take(100, 60, 3)] == [81, 82, 83]


def test_what_is_closed_never_comes_again_and_what_waits_comes_later(store):
    wish = person(store)
    store.add([Slot(wish.id, 1, 100), Slot(wish.id, 2, 101)])
    first, second = store.take(200, 60, 10)
    store.close([(first.id, "done")])
    store.wait(second.id, 5000, 1, 2, "mail")
    assert store.take(4999, 60, 10) == []
    (due,) = store.take(5000, 60, 10)
    assert (due.id, due.stage, due.tries, due.channel) == (second.id, 1, 2, "mail")


def test_something_is_begun_once_unless_it_may_be_tried_again(store):
    wish = person(store)
    store.add([Slot(wish.id, 1, 100)])
    (due,) = store.take(100, 60, 10)
    begun = store.begin(due, "push", "d1", 100)
    assert begun is not None
    assert store.begin(due, "push", "d2", 100) is None
    store.ended(begun, "retry", "push.busy")
    again = due._replace(tries=1)
    assert store.begin(again, "push", "d3", 160) == begun
    assert store.begin(again, "push", "d4", 160) is None
    assert store.begin(due, "mail", "d5", 160) is not None
    assert store.confirm("d1", by_person=True) == ""
    assert store.confirm("d3", by_person=True) == wish.kind
    store.ended(begun, "sent", "")
    assert store.was_confirmed(due.id), "a confirmation that came first stays"


def test_nothing_of_a_transaction_that_fails_is_kept(store):
    wish = person(store)

    def half():
        yield Slot(wish.id, 1, 100)
        raise InterruptedError

    def write():
        with store.together():
            store.add([Slot(wish.id, 2, 50)])
            store.add(half())

    with pytest.raises(InterruptedError):
        write()
    assert store.waiting([wish.id]) == frozenset()


def test_people_do_not_see_each_other(store):
    mine, yours = person(store, "a"), person(store, "b")
    store.test("a", "mail", "d", 1)
    assert store.wishes("a") == (mine,)
    assert store.wishes("b") == (yours,)
    assert store.last_test("b", "mail") is None
    assert store.reached("c") == Reached("c")


def test_two_workers_take_each_due_once(store):
    from django.db import connections

    wish = person(store)
    store.add(Slot(wish.id, n, n) for n in range(200))
    taken, together = [], Barrier(2)

    def work():
        together.wait()
        while some := store.take(1000, 600, 7):
            taken.extend(due.id for due in some)
        connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert len(taken) == len(set(taken)) == 200


def test_what_ended_long_ago_is_forgotten_and_what_is_open_stays(store):
    wish = person(store)
    store.add([Slot(wish.id, 1, 100), Slot(wish.id, 2, 101)])
    first, second = store.take(200, 60, 10)
    store.begin(first, "push", "d", 100)
    store.close([(first.id, "sent")])
    store.prune(1000)
    assert [due.id for due in store.take(9000, 60, 10)] == [second.id]
    assert store.last_slots([wish.id]) == {wish.id: 2}
