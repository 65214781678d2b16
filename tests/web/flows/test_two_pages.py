"""The report has two pages at most, whatever a person told; what is left out is counted."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfour.bootstrap import house
from backfour.core.vocabulary import (
    ALONE,
    CHOICES,
    CLEARABLE_RULES,
    EXERCISES,
    FLAGS,
    LISTS,
    NUMBERS,
    QUESTIONS,
)
from backfour.web.paper.report import report_page
from backfour.web.paper.room import shortened
from backfour.web.paper.views import SIZES
from backfour.words import languages, speaking
from tests.builders import Story

SHOUTED = "WOLFESCHLEGELSTEINHAUSENBERGERDORFF " * 10


def every_answer(worst):
    """All questions answered: by the first or the last of what could be told."""
    told = {}
    for name in QUESTIONS:
        if name in LISTS:
            told[name] = [one for one in LISTS[name] if one not in ALONE] if worst else ["not_sure"]
            if "not_sure" not in LISTS[name]:
                told[name] = list(LISTS[name])
        elif name in CHOICES:
            could = [one for one in CHOICES[name] if one != "no"]
            told[name] = could[0] if worst else could[-1]
        elif name in NUMBERS and name != "F0":
            told[name] = NUMBERS[name][1]
    return told


ANSWERS = st.one_of(
    st.builds(every_answer, st.booleans()),
    st.fixed_dictionaries(
        {},
        optional={
            name: st.sampled_from(CHOICES[name])
            if name in CHOICES
            else st.lists(
                st.sampled_from([one for one in LISTS[name] if one not in ALONE]),
                min_size=1,
                unique=True,
            )
            for name in QUESTIONS
            if name in CHOICES or name in LISTS
        },
    ),
)
FELT = st.fixed_dictionaries(
    {
        "quality": st.sampled_from(["none", "ache", "sharp", "electric"]),
        "spread": st.sampled_from(["none", "buttock", "leg"]),
        "neuro": st.booleans(),
        "system": st.booleans(),
        "stop_pressed": st.booleans(),
    }
)


@st.composite
def extreme(draw):
    """Ten years of somebody with much to tell."""
    story = Story(first=date(2016, 11, 28))
    story.person(88).full().body(*draw(st.lists(st.sampled_from(FLAGS), unique=True)))
    felt = draw(st.lists(FELT, min_size=1, max_size=4))
    for place, day in enumerate((0, 400, *range(3560, 3646, 3))):
        story.on(day, 7).mini().morning(9, 240)
        story.start(8)
        for exercise in EXERCISES:
            story.did(exercise, 0, before=8, peak=10, completed=False, **felt[place % len(felt)])
        story.end(completed=False)
    story.morning(9, 240).correct(story.last_id, {"pain": 8})
    for number in range(draw(st.integers(0, 20))):
        name = draw(st.sampled_from(["socks", f"{number} {SHOUTED}", f"{number}{'m' * 200}"]))
        value = 2 if name == "socks" else draw(st.sampled_from([SHOUTED, "W" * 300, 1.25, True]))
        story.add("measure_taken", measure=name, value=value)
        story.add("measure_taken", measure=name, value=value)
    for _ in range(draw(st.integers(0, 4))):
        story.cleared(*CLEARABLE_RULES, by=SHOUTED)
    return story.add("screen_completed", kind="full", answers=draw(ANSWERS))


def tell(story):
    house().delete_all()
    house().preferences.change(name=SHOUTED[:60].strip())
    for start in range(0, len(story.rows), 500):
        house().record.append(story.rows[start : start + 500])


def printed(walk, lang, size):
    pymupdf = pytest.importorskip("pymupdf")
    pytest.importorskip("weasyprint")
    house().preferences.change(language=lang)
    walk.client.get(f"/open/{house().door.new_token()}")
    return pymupdf.open(stream=walk.get(f"/paper/report/pdf/?size={size}").page.content)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(extreme(), st.sampled_from(languages()), st.sampled_from(SIZES))
def test_whatever_a_person_told_the_report_has_two_pages(walk, story, lang, size):
    tell(story)
    paper = printed(walk, lang, size)
    assert paper.page_count <= 2
    for page in paper:
        right = max(word[2] for word in page.get_text("words"))
        assert right <= page.rect.width - 30, "nothing runs over the edge"


def most_extreme():
    story = Story(first=date(2026, 8, 31)).person(88).full().body(*FLAGS)
    for day in range(84):
        story.on(day, 7).mini().morning(9, 240).start(8)
        for exercise in EXERCISES:
            story.did(exercise, 0, before=8, peak=10, quality="electric", spread="leg", neuro=True)
        story.end()
    for number in range(14):
        for value in (1.5, SHOUTED):
            story.add("measure_taken", measure=f"{number} {SHOUTED}", value=value)
    story.cleared(*CLEARABLE_RULES, by=SHOUTED)
    return story.add("screen_completed", kind="full", answers=every_answer(worst=True))


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("size", SIZES)
def test_the_most_extreme_person_has_two_pages_too(walk, lang, size):
    tell(most_extreme())
    assert printed(walk, lang, size).page_count == 2


def test_what_is_left_out_is_counted_and_every_warning_sign_is_still_named(walk):
    tell(most_extreme())
    with speaking("en"):
        page, plan = report_page(), house().plan_today().plan
    hidden = {name: int(re.search(r"\d+", line)[0]) for name, line in page["more"].items()}
    assert hidden["reasons"] == len(plan.screen_reasons) - len(page["reasons"])
    assert hidden["flags"] == len(plan.flags) - len(page["flags"])
    assert hidden["measures"] == 14 - len(page["measures"])
    asked = sum(name.startswith("R") for name in QUESTIONS)
    assert sum(len(page[name]) for name in ("told", "also", "denied")) == asked
    first = next(key.partition(".")[2] for key in plan.screen_reasons)
    assert first == "R01", "what decided comes first"
    assert "between" in page["told"][0]["name"]


def test_somebody_with_little_to_tell_has_every_word(walk):
    walk.ready(R13="old", R11=["osteoporosis"])
    page = report_page()
    assert page["also"] == []
    assert not any(page["more"].values())
    assert not any(text.endswith("…") for row in page["told"] for text in row.values())


def test_a_long_text_is_cut_at_a_word():
    assert shortened("a short one", 20) == "a short one"
    assert shortened("three little words", 14) == "three little …"
    assert shortened("W" * 30, 10) == "W" * 9 + " …"
