"""What every event store must do; a store joins by adding a way to open it."""

from datetime import date

import pytest

from backfour.app.record import written
from backfour.core.errors import BackfourError
from tests.builders import Story


def sqlite(request):
    request.getfixturevalue("home")
    from backfour.adapters.store.events import DjangoEventStore

    return DjangoEventStore


@pytest.fixture(params=[sqlite], ids=lambda opens: opens.__name__)
def store_of(request):
    """A way to open the store of a person."""
    return request.param(request)


@pytest.fixture
def store(store_of):
    return store_of("own")


def rows(story):
    return [(event, written(event)) for event in story.events()]


TOLD = rows(Story().welcome().on(0, 10).session())


def test_an_empty_store_says_so(store):
    assert store.mark().seq == 0
    assert store.read_after(0) == []
    assert store.bodies(["e1"]) == {}


def test_what_is_appended_is_read_back_in_order_and_to_the_letter(store):
    with store.writing():
        store.append(TOLD)
    kept = store.read_after(0)
    assert [row.body for row in kept] == [body for _, body in TOLD]
    assert [row.seq for row in kept] == sorted({row.seq for row in kept})
    assert store.mark().seq == kept[-1].seq


def test_only_what_is_new_is_read_again(store):
    store.append(TOLD[:3])
    seq = store.mark().seq
    store.append(TOLD[3:])
    assert [row.body for row in store.read_after(seq)] == [body for _, body in TOLD[3:]]


def test_bodies_are_found_by_id(store):
    store.append(TOLD)
    assert store.bodies(["e2", "?", "e3"]) == {"e2": TOLD[1][1], "e3": TOLD[2][1]}
    assert len(store.bodies([f"e{n}" for n in range(2000)])) == len(TOLD)


def test_a_transaction_is_kept_as_a_whole_or_not_at_all(store):
    def half():
        yield from TOLD[:3]
        raise InterruptedError

    def write():
        with store.writing():
            store.append(TOLD[3:])
            store.append(half())

    with pytest.raises(InterruptedError):
        write()
    assert store.mark().seq == 0


def test_a_repeated_id_is_never_stored_twice(store):
    from django.db import IntegrityError

    store.append(TOLD[:1])
    with pytest.raises((IntegrityError, BackfourError)), store.writing():
        store.append([TOLD[1], TOLD[0]])
    assert len(store.read_after(0)) == 1


def test_people_do_not_see_each_other(store_of):
    store_of("alice").append(TOLD[:2])
    assert store_of("bob").read_after(0) == []
    assert store_of("bob").mark().seq == 0
    assert store_of("bob").bodies(["e1"]) == {}


def test_a_new_generation_is_another_mark(store):
    store.append(TOLD)
    before = store.mark()
    store.new_generation()
    assert store.mark() != before
    assert store.mark().seq == before.seq


def test_erasing_leaves_nothing_and_another_generation(store):
    store.append(TOLD)
    before = store.mark()
    store.erase()
    assert store.read_after(0) == []
    assert store.mark().generation != before.generation
    store.append(TOLD)
    assert len(store.read_after(0)) == len(TOLD)


def test_the_farthest_dates_that_can_be_written_are_kept(store):
    first, last = Story(first=date(1, 1, 1)).person(), Story(first=date(9999, 12, 31)).person()
    last.rows[0]["id"] = "e2"
    store.append(rows(first) + rows(last))
    assert len(store.read_after(0)) == 2


def test_events_are_never_changed_nor_taken_out_one_by_one(store):
    from backfour.adapters.store.models import StoredEvent

    store.append(TOLD[:1])
    event = StoredEvent.objects.get()
    event.body = "{}"
    for change in (
        event.save,
        event.delete,
        lambda: StoredEvent.objects.update(body="{}"),
        lambda: StoredEvent.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            change()
    assert [row.body for row in store.read_after(0)] == [TOLD[0][1]]
