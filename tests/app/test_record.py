import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from backfour.app.refusals import EventsRefused
from backfour.core.errors import BackfourError, Refused
from backfour.core.programme.replay import replay, snapshot
from backfour.core.reading import parse_history
from tests.builders import Story
from tests.golden.stories import STORIES


def stored(home):
    return [event.id for event in home.house.history.events()]


def done(session="s1", exercise="elbow_prop", event_id="x", at="2026-03-02T10:10:00+01:00", **felt):
    told = Story().start().did(exercise, **felt).rows[-1]
    return {**told, "id": event_id, "session": session, "at": at}


def test_an_event_sent_twice_is_stored_once_and_answered_alike(home):
    row = Story().person().rows[0]
    first = home.house.record.append([row])
    again = home.house.record.append([dict(reversed(row.items()))])
    assert (first.new, first.known) == (("e1",), ())
    assert (again.new, again.known) == ((), ("e1",))
    assert stored(home) == ["e1"]


def test_the_same_event_twice_in_one_sending_is_stored_once(home):
    row = Story().person().rows[0]
    recorded = home.house.record.append([row, row])
    assert (recorded.new, recorded.known) == (("e1",), ("e1",))


@pytest.mark.parametrize("field", ["age", "sex", "at"])
def test_a_known_id_with_another_content_is_refused(home, field):
    row = Story().person().rows[0]
    home.house.record.append([row])
    other = {"age": 63, "sex": "male", "at": "2026-03-02T09:02:00+01:00"}[field]
    with pytest.raises(EventsRefused) as refused:
        home.house.record.append([{**row, field: other}])
    assert refused.value.field == "id"
    assert home.house.history.events()[0].age == 62


def test_true_and_one_are_different_contents(home):
    row = Story().add("measure_taken", measure="m", value=True).rows[0]
    home.house.record.append([row])
    with pytest.raises(EventsRefused):
        home.house.record.append([{**row, "value": 1}])


@pytest.mark.parametrize(
    ("wrong", "index", "field"),
    [
        ({"age": 121}, 1, "age"),
        ({"at": "yesterday"}, 1, "at"),
        ({"extra": 1}, 1, "extra"),
        ({"v": 2}, 1, "v"),
        ({"type": "gossip"}, 1, "type"),
        ({"id": ""}, 1, "id"),
    ],
)
def test_one_malformed_event_keeps_all_of_them_out(home, wrong, index, field):
    good, bad = Story().person().person().rows
    with pytest.raises(EventsRefused) as refused:
        home.house.record.append([good, {**bad, **wrong}])
    assert (refused.value.index, refused.value.field) == (index, field)
    assert stored(home) == []


@pytest.mark.parametrize("thing", [None, 1, "text", [], [[]]])
def test_what_is_not_an_object_is_refused(home, thing):
    with pytest.raises(EventsRefused):
        home.house.record.append([thing])


def test_too_many_at_once_are_refused(home):
    with pytest.raises(EventsRefused):
        home.house.record.append([Story().person().rows[0]] * 1001)


def test_a_movement_of_a_session_that_never_began_is_refused(home):
    with pytest.raises(EventsRefused) as refused:
        home.house.record.append([done()])
    assert (refused.value.index, refused.value.field) == (0, "session")


def test_a_session_is_started_once(home):
    home.tell(Story().welcome().on(0, 10).start())
    row = {**Story().on(0, 11).start().rows[0], "id": "again"}
    with pytest.raises(EventsRefused) as refused:
        home.house.record.append([row])
    assert refused.value.field == "session"


def test_what_was_done_is_recorded_however_old_the_page_was(home):
    home.tell(Story().welcome().on(0, 10).start())
    recorded = home.house.record.append([done(exercise="pelvic_circles", level=4)])
    assert recorded.new == ("x",)


def test_a_clock_moved_back_in_a_session_loses_nothing(home):
    home.tell(Story().welcome().on(0, 10).start())
    row = done(at="2026-03-02T08:00:00+01:00")
    assert home.house.record.append([row]).new == ("x",)
    assert home.house.record.append([row]).known == ("x",)
    parse_history(home.house.history.text().encode())


def test_a_late_event_is_folded_in_at_its_own_time(home):
    told = Story().welcome().on(0, 10).session().on(1, 8).morning()
    late = told.rows.pop(4)
    home.at("2026-03-03T09:00").tell(told)
    home.house.plan_today()
    home.house.record.append([late])
    everything = parse_history(home.house.history.text().encode())
    day = home.house.plan_today().day
    assert home.house.plan_today().snapshot() == snapshot(replay(everything, [day])[0])


def test_a_correction_must_name_an_earlier_entry(home):
    home.tell(Story().welcome().on(1, 8).morning(5))
    good = Story().on(1, 9).correct("e4", {"pain": 2}).rows[0]
    for index, wrong in enumerate(({"target": "e1"}, {"target": "?"}, {"fields": {"pain": 11}})):
        with pytest.raises(EventsRefused):
            home.house.record.append([{**good, "id": f"w{index}", **wrong}])
    assert home.house.record.append([{**good, "id": "c1"}]).new == ("c1",)


@pytest.mark.parametrize("name", sorted(STORIES))
def test_a_golden_person_told_event_by_event_gets_the_same_plan(home, name):
    tell, days = STORIES[name]
    rows = sorted(tell().rows, key=lambda row: row["at"])
    for row in rows:
        home.house.record.append([row])
    for day in days:
        ordinal = tell().day(day)
        shown = home.house.plan_today.on(ordinal).snapshot()
        assert shown["exercises"] == snapshot(replay(tell().events(), [ordinal])[0])["exercises"]


def test_the_kept_state_is_the_replayed_state_after_every_event(home):
    tell, _ = STORIES["first_rise_accepted"]
    told = []
    for row in tell().rows:
        home.at(row["at"])
        today = home.house.record.append([row]).today
        told.append(row)
        text = "\n".join(map(json.dumps, told)).encode()
        assert today.snapshot() == snapshot(replay(parse_history(text), [today.day])[0])


def test_many_threads_sending_the_same_events_store_them_once(home):
    rows = Story().welcome().on(0, 10).session().rows
    home.house.history.read()

    def send(_):
        try:
            return len(home.house.record.append(rows).new)
        finally:
            from django.db import connections

            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        counts = sorted(pool.map(send, range(4)))
    assert counts == [0, 0, 0, len(rows)]
    assert stored(home) == [row["id"] for row in rows]


def test_a_form_sent_again_later_counts_once(home):
    home.tell(Story().welcome())
    home.house.morning.answer(3, 20, new_leg_pain=False, event_id="m1")
    home.at("2026-03-02T10:05")
    again = home.house.morning.answer(3, 20, new_leg_pain=False, event_id="m1")
    assert again.known == ("m1",)
    assert sum(event.type == "morning_checked" for event in home.house.history.events()) == 1


def test_a_form_sent_again_with_other_answers_is_not_believed(home):
    home.tell(Story().welcome())
    home.house.morning.answer(3, 20, new_leg_pain=False, event_id="m1")
    with pytest.raises(BackfourError) as told:
        home.house.morning.answer(4, 20, new_leg_pain=False, event_id="m1")
    assert told.value.key == "already_told"


def test_a_form_with_a_wrong_value_names_the_field(home):
    with pytest.raises(Refused) as refused:
        home.house.morning.answer(11, 20, new_leg_pain=False)
    assert refused.value.field == "pain"
