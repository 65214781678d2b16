"""Whatever is pressed, in whatever order: what must hold of every session."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfour.core.programme.plan import plan
from backfour.core.programme.replay import fold_all
from backfour.core.reading import parse_event
from backfour.core.session.felt import OTHERS
from backfour.core.vocabulary import QUALITIES
from tests.builders import Story
from tests.core.session.stage import Page, healthy

FLAG_SETS = (
    (),
    ("fall_risk",),
    ("no_floor_transfer", "wrist_limit"),
    ("knee_kneel_limit", "cannot_lie_prone"),
    ("osteoporosis",),
    ("hip_oa_painful", "shoulder_limit"),
)

PRESSES = st.one_of(
    st.builds(lambda ms: ("tick", ms, {}), st.integers(0, 5000)),
    st.builds(lambda ms: ("tick", ms, {}), st.integers(4000, 5000)),
    st.just(("ready", 0, {})),
    st.sampled_from(("wait", "pause", "resume", "skip", "swap_sides", "side_done", "finish")).map(
        lambda kind: (kind, 100, {})
    ),
    st.sampled_from(("tired", "other", "mistake")).map(
        lambda why: ("end_movement", 100, {"for": why})
    ),
    st.just(("answer", 200, {"fine": True})),
    st.builds(
        lambda peak, quality, others: (
            "answer",
            200,
            {"peak": peak, "quality": quality, "others": sorted(others)},
        ),
        st.one_of(st.none(), st.integers(0, 10)),
        st.sampled_from((*QUALITIES, None)),
        st.sets(st.sampled_from(OTHERS), max_size=2),
    ),
    st.just(("stop", 50, {})),
    st.just(("dont_remember", 50, {})),
    st.sampled_from(("hidden", "sound")).map(lambda why: ("interrupt", 10, {"for": why})),
    st.sampled_from(("back", "where")).map(lambda kind: (kind, 10, {})),
    st.builds(lambda ms: ("tick", ms, {}), st.integers(-5000, 60_000)),
)
# Mostly time and Ready, so that sessions come far enough to be interesting.
LIVES = st.lists(
    st.one_of(
        st.just(("tick", 5000, {})),
        st.just(("tick", 5000, {})),
        st.just(("ready", 0, {})),
        st.just(("answer", 100, {"fine": True})),
        PRESSES,
    ),
    min_size=50,
    max_size=120,
)
BODIES = st.sampled_from(FLAG_SETS)
OPTIONS = st.fixed_dictionaries(
    {
        "pace": st.sampled_from(("usual", "practice", "auto")),
        "guide": st.sampled_from(("film", "ears")),
        "order": st.sampled_from(("usual", "fewer_ups")),
    }
)
FEW = settings(max_examples=25, deadline=None)
FEWER = settings(max_examples=10, deadline=None)
"""For those that put many more questions to the core for each press."""


def live(page, presses):
    """Play the presses; after each, look at what must always hold."""
    stopped = set()
    for kind, after_ms, fields in presses:
        before = page.view
        page.send(kind, after_ms=after_ms, **fields)
        view = page.view
        if kind == "stop" and not page.out["ignored"]:
            assert view["screen"] in ("stopped", "end")
            assert page.out["hush"]
            if view["screen"] == "stopped":
                (draft,) = page.out["drafts"]
                assert draft["stop_pressed"]
                stopped.add(draft["exercise"])
        if view["screen"] in ("card", "ready", "doing"):  # invariant 22
            assert view["exercise"] not in stopped
        if stopped and view["screen"] == "ready" and kind != "ready":
            assert view["waits"] or before["screen"] == "ready"
        assert 0 <= view["ring"] <= 1
        assert view["count"] is None or 0 <= view["count"]["value"] <= view["count"]["of"]
        assert view["main"] is None or view["main"] in view["controls"]
    return page


@FEW
@given(LIVES, BODIES, OPTIONS, st.integers(0, 10))
def test_no_movement_is_ever_written_twice_and_all_is_what_the_contract_says(
    presses, flags, options, pain
):
    page = live(Page(healthy(*flags), pain=pain, options=options), presses)
    assert len(page.movements) == len(set(page.movements))
    for event in page.events:
        parse_event(event)
    ids = [event["id"] for event in page.events]
    assert len(ids) == len(set(ids))
    assert [e["type"] for e in page.events].count("session_ended") <= 1


@FEW
@given(LIVES, BODIES)
def test_nothing_is_done_that_the_plan_did_not_offer_at_that_moment(presses, flags):
    story = healthy(*flags)
    page = live(Page(story), presses)
    for n, event in enumerate(page.events):
        if event["type"] != "exercise_done":
            continue
        known = [parse_event(row) for row in (*story.rows, *page.events[:n])]
        offered = plan(fold_all(sorted(known, key=lambda e: e.instant))).item(event["exercise"])
        assert offered.offered == event["level"]


@FEW
@given(LIVES, st.integers(-(10**9), 10**9))
def test_shifting_the_page_s_stopwatch_changes_nothing(presses, shift):
    one, other = Page(), Page(now_ms=shift)
    live(one, presses)
    live(other, presses)
    assert one.view == other.view
    assert (one.says, one.tones, one.events) == (other.says, other.tones, other.events)


@FEW
@given(LIVES)
def test_another_day_is_the_same_session(presses):
    later = Story(first=(datetime(2026, 7, 6, tzinfo=timezone(timedelta(0)))).date())
    later.person().full().body()
    one = live(Page(), presses)
    clock = datetime(2026, 7, 6, 10, tzinfo=timezone(timedelta(hours=1)))
    other = live(Page(later, clock=clock), presses)
    assert one.view == other.view
    assert one.says == other.says


@pytest.mark.parametrize("every_ms", [100, 700, 5000])
def test_how_often_the_page_ticks_does_not_change_what_is_written(every_ms):
    def play(step_ms):
        page = Page(options={"only": ["elbow_prop", "bird_dog"]})
        for _ in range(60 * 12 * 5000 // step_ms):
            if page.out["done"]:
                break
            if page.view["screen"] == "ask":
                page.fine()
            elif page.view["waits"]:
                page.send("ready")
            else:
                page.send("tick", after_ms=step_ms)
        return page

    one, other = play(500), play(every_ms)
    strip = [{k: v for k, v in e.items() if k != "at"} for e in one.events]
    assert strip == [{k: v for k, v in e.items() if k != "at"} for e in other.events]
    # The rest of a tick that ends a stage is played in the next; what was said stays in order.
    assert sorted(one.spoken()) == sorted(other.spoken())


@FEW
@given(LIVES)
def test_a_crash_at_any_moment_loses_no_answer_and_doubles_none(presses):
    page = live(Page(), presses)
    story = Story()
    story.rows = [*page.story.rows, *page.events]
    again = Page(story, clock=page.began, drafts=list(page.drafts.values()), now_ms=0)
    if page.out["done"]:
        assert again.out["error"]["field"] == "session"
        return
    for _ in range(400):
        if again.out["done"]:
            break
        if again.view["screen"] in ("ask", "stopped"):
            again.fine()
        elif "ready" in again.view["controls"]:
            again.send("ready")
        else:
            again.send("tick", after_ms=5000)
    assert again.out["done"]
    both = [*page.movements, *again.movements]
    assert len(both) == len(set(both))
    for draft in page.drafts.values():
        if draft["kind"] == "stopped":
            assert draft["exercise"] in again.movements
    lines = [json.dumps(row) for row in (*story.rows, *again.events)]
    assert len(lines) == len(set(lines))


@FEW
@given(LIVES)
def test_every_sentence_stays_under_the_queue(presses):
    """Of what is queued in one step only a handful can ever stand one behind another."""
    page = Page()
    for kind, after_ms, fields in presses:
        page.send(kind, after_ms=after_ms, **fields)
        assert len(page.out["say"]) <= 5


@FEWER
@given(LIVES)
def test_asking_where_one_is_changes_nothing_at_any_moment(presses):
    quiet, curious = Page(), Page()
    for kind, after_ms, fields in presses:
        quiet.send(kind, after_ms=after_ms, **fields)
        curious.send(kind, after_ms=after_ms, **fields)
        curious.send("where")
        assert curious.view == quiet.view
    assert (curious.tones, curious.events) == (quiet.tones, quiet.events)
    assert curious.drafts == quiet.drafts


@FEWER
@given(LIVES, BODIES)
def test_what_breaks_in_never_starts_or_ends_anything(presses, flags):
    page = Page(healthy(*flags), options={"guide": "ears"})
    for kind, after_ms, fields in presses:
        page.send(kind, after_ms=after_ms, **fields)
        before = page.view
        for what in ({"type": "interrupt", "for": "hidden"}, {"type": "back"}):
            page.send(what.pop("type"), **what)
            assert (page.view["screen"], page.view["count"]) == (before["screen"], before["count"])
            assert page.out["events"] == page.out["drafts"] == page.out["dropped"] == []
        if page.view["paused"] and not before["paused"]:
            page.send("resume")
