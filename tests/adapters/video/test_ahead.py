import threading

import pytest

from backfour.adapters.video.ahead import ahead


def threads():
    return threading.active_count()


def test_items_come_in_order_and_once():
    assert list(ahead(range(100), 3)) == list(range(100))
    assert list(ahead((), 3)) == []


def test_what_goes_wrong_is_raised_where_it_is_read_after_what_came_before():
    def broken():
        yield 1
        raise ValueError("broke off")

    items = ahead(broken(), 3)
    assert next(items) == 1
    with pytest.raises(ValueError, match="broke off"):
        next(items)


def test_no_more_is_made_than_may_wait():
    made = []

    def counted():
        for number in range(1000):
            made.append(number)
            yield number

    items = ahead(counted(), 4)
    for number in range(500):
        assert next(items) == number
        # Waiting, one in the maker's hand, one in the reader's.
        assert len(made) - number <= 4 + 2
    items.close()


def test_whoever_stops_reading_leaves_no_thread_behind():
    before = threads()
    items = ahead(iter(range(10**9)), 2)
    next(items)
    assert threads() == before + 1
    items.close()
    assert threads() == before


def test_one_can_run_ahead_of_another():
    before = threads()
    assert list(ahead((n * 2 for n in ahead(range(50), 2)), 2)) == list(range(0, 100, 2))
    assert threads() == before


def test_whoever_stops_reading_the_second_ends_the_first_too():
    before = threads()
    items = ahead((n * 2 for n in ahead(iter(range(10**9)), 2)), 2)
    assert next(items) == 0
    items.close()
    assert threads() == before
