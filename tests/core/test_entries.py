"""One reading of corrections for every page: as told, as it reads now, and what is left."""

from backfour.core.entries import as_corrected, corrected_entries, entries
from tests.builders import Story


def read(story):
    return entries(story.events())


def test_what_was_never_corrected_reads_as_it_was_told():
    story = Story().person().morning(4)
    (entry,) = read(story).values()
    assert entry.told is entry.reads is entry.last
    assert corrected_entries(story.events()) == {}


def test_each_change_starts_from_the_last_values_and_is_kept():
    story = Story().morning(4, 20)
    story.correct("e1", {"pain": 5}).correct("e1", {"stiffness_min": 10})
    entry = read(story)["e1"]
    assert (entry.told.pain, entry.reads.pain, entry.reads.stiffness_min) == (4, 5, 10)
    assert [one.id for one in entry.changes] == ["e2", "e3"]


def test_taken_back_it_reads_as_nothing_and_a_later_change_starts_from_the_values_before():
    story = Story().morning(4, 20).correct("e1", {"pain": 5}).correct("e1", None)
    entry = read(story)["e1"]
    assert entry.reads is None
    assert entry.last is entry.told
    back = read(story.correct("e1", {"stiffness_min": 0}))["e1"].reads
    assert (back.pain, back.stiffness_min) == (5, 0)


def test_new_leg_pain_is_left_when_a_morning_is_taken_back():
    left = read(Story().morning(4, 20, leg=True).correct("e1", None))["e1"].reads
    assert (left.pain, left.stiffness_min, left.new_leg_pain) == (None, None, True)


def test_days_go_on_and_only_what_is_left_is_read():
    story = Story().person().morning(4).on(1).morning(6).morning(7)
    story.correct("e2", {"pain": 1}).correct("e3", None)
    found = [(day - story.day(0), event.id) for day, event in as_corrected(story.events())]
    assert found == [(0, "e1"), (0, "e2"), (1, "e4")]
    first = story.events()[1:]
    assert next(iter(as_corrected(first)))[1].pain == 1


def test_a_correction_of_an_entry_that_is_not_there_is_passed_over():
    later = Story().morning(4).morning(5).correct("e1", {"pain": 9}).events()[1:]
    assert [event.pain for _, event in as_corrected(later)] == [5]
