"""Progress in the pages: the sentence, the charts and their tables, and what to do."""

import re
from datetime import date

import pytest

from backfour.bootstrap import house
from builders import Story
from core.outcomes.histories import eight_weeks

FIRST_OF_WALK = date(2026, 11, 23)
SENTENCES = {"better": "Improved", "same": "About the same", "worse": "Worse"}


def bring(walk, story, day=57):
    """Someone's history, and the clock on the evening of its n-th day."""
    house().record.append(story.rows)
    walk.at((story.first - FIRST_OF_WALK).days + day, "21:00")
    return walk.get("/progress/")


def says(walk, measure="Pain in the morning"):
    found = re.search(rf"<dt>{measure}</dt><dd><strong>([^<]+)", walk.html)
    return found and found[1]


def numbers(walk):
    """Every number in the tables of the page."""
    return re.findall(r"<td>([^<]*)</td>", walk.html)


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_sentence_over_eight_weeks_is_the_truth(walk, kind):
    bring(walk, eight_weeks(kind))
    assert walk.page.status_code == 200
    assert says(walk) == SENTENCES[kind]


@pytest.mark.parametrize("kind", SENTENCES)
def test_no_sentence_comes_before_fourteen_days(walk, kind):
    bring(walk, eight_weeks(kind), day=9)
    assert says(walk) == "Too early to tell"
    assert "at least 14 days" in walk.text


def test_what_the_person_came_for_stands_on_top(walk):
    bring(walk, eight_weeks("better"))
    head = re.search(r"<h1>([^<]+)", walk.html)[1]
    assert head == "Socks: from “I need help, or cannot do it” to “A little hard”"
    assert walk.text.index("That is what you came for") < walk.text.index("Pain in the morning")


def test_worse_leads_to_someone_to_talk_to_before_any_chart(walk):
    bring(walk, eight_weeks("worse"))
    assert walk.text.index("Time to talk to someone") < walk.html.index("<svg")
    assert 'href="/check/summary/"' in walk.html
    assert 'href="/warning/"' in walk.html


def test_better_leads_to_nobody(walk):
    assert "Time to talk to someone" not in bring(walk, eight_weeks("better")).text


def test_a_plateau_at_six_weeks_leads_to_someone_to_talk_to(walk):
    bring(walk, eight_weeks("same"))
    assert "Six weeks without a change that matters" in walk.text
    assert "Looking back after 6 weeks" in walk.text
    assert "After 12 weeks we look back together: on 25 May 2026" in walk.text


def test_every_chart_has_a_title_a_description_and_its_figures_as_a_table(walk):
    bring(walk, eight_weeks("better"))
    pictures = walk.html.count("<svg class")
    assert pictures >= 8
    assert walk.html.count("<title id=") == walk.html.count("<desc id=") == pictures
    names = re.findall(r'aria-labelledby="([\w-]+)-t', walk.html)
    assert len(set(names)) == pictures
    assert walk.html.count("The same figures as a table") == 4
    assert "style=" not in walk.html


def test_the_table_holds_what_was_told(walk):
    story = Story().welcome()
    for day, pain in enumerate((5, 3, 4, 8, 8)):
        story.on(day, 8).morning(pain, 0)
    bring(walk, story, day=4)
    assert ["5", "3 to 8", "5"] in [numbers(walk)[at : at + 3] for at in range(9)]


def test_sources_and_the_natural_course_are_named(walk):
    bring(walk, eight_weeks("better"))
    assert "2 points or 30 %. Ostelo and others, 2008." in walk.text
    assert "How it goes for many people" in walk.text
    assert "11,166 people" in walk.text
    assert "this chart cannot tell why you changed" in walk.text
    assert 'class="course"' in walk.html


def test_sitting_is_drawn_and_set_beside_the_next_morning_with_its_uncertainty(walk):
    story = Story().welcome()
    for day in range(40):
        long = day % 3 == 0
        story.on(day, 7).morning(3, 40 if day % 3 == 1 else 10 + day % 4)
        story.on(day, 20).add(
            "sitting_logged",
            place="sofa",
            minutes=180 if long else 20,
            feet_up=False,
            back_filled=False,
        )
    bring(walk, story, day=39)
    assert "After longer sofa and bed time, your mornings were stiffer" in walk.text
    assert re.search(r"For each hour more: \+\d+(\.\d)? minutes stiff, probably between", walk.text)
    assert "one need not come from the other" in walk.text
    assert "A day without a note is unknown, not zero" in walk.text


def test_few_days_of_sitting_say_that_they_are_few(walk):
    story = Story().welcome().morning()
    story.add("sitting_logged", place="sofa", minutes=60, feet_up=False, back_filled=False)
    bring(walk, story, day=1)
    assert "at least 14 days with sitting" in walk.text


def test_self_tests_totals_and_the_change_felt_stand_then_and_now(walk):
    story = eight_weeks("better").on(57, 12)
    taken = [
        ("chair_stand", 9, {}),
        ("one_leg_stance", 12.5, {"left": 12.5, "right": 20}),
        ("rmdq_total", 11, {"filled_on": "2026-04-20"}),
        ("start_back_group", "medium", {"filled_on": "2026-04-20"}),
        ("change", 2, {}),
    ]
    for measure, value, detail in taken:
        more = {"detail": detail} if detail else {}
        story.add("measure_taken", measure=measure, value=value, **more)
    bring(walk, story)
    for words in ("9 stands", "12.5 seconds", "Roland-Morris", "Medium", "+2, 28 Apr 2026"):
        assert words in walk.text, words


def test_someone_new_sees_what_will_stand_here_and_no_chart(walk):
    walk.ready().get("/progress/")
    assert "Nothing to show yet" in walk.text
    assert "<svg class" not in walk.html


def test_gaps_break_the_line_and_say_that_too_much_is_missing(walk):
    story = Story().welcome()
    for day in (*range(8), *range(60, 63)):
        story.on(day, 8).morning(4, 10)
    bring(walk, story, day=62)
    assert says(walk) == "Too early to tell"
    line = re.search(r'class="now" d="([^"]+)"', walk.html)[1]
    assert line.count("M") == 2


def test_after_half_a_year_the_latest_half_is_shown_and_the_rest_is_one_touch_away(walk):
    story = Story().welcome()
    for day in range(0, 800, 2):
        story.on(day, 8).morning(4 + day % 3, 10)
    bring(walk, story, day=799)
    assert "Show everything from the start" in walk.text
    latest = len(numbers(walk))
    walk.get("/progress/?days=all")
    assert "Show only the last half year" in walk.text
    assert "middle of each week" in walk.text
    assert len(numbers(walk)) > latest


def test_a_new_entry_a_correction_and_another_language_change_the_kept_page(walk):
    bring(walk, eight_weeks("better"))
    before = walk.html
    assert walk.get("/progress/").html == before
    walk.post("/progress/questions/activity_2/", text="garden", value="3", event="g1")
    assert "garden" in walk.get("/progress/").text
    row = {"v": 1, "id": "c1", "type": "entry_corrected", "at": house().clock.now().at}
    house().record.append([{**row, "target": "g1", "fields": None}])
    assert "garden" not in walk.get("/progress/").text
    walk.post("/welcome/", language="es")
    assert "Dolor por la mañana" in walk.get("/progress/").text


def test_the_charts_are_the_same_after_an_export_and_import(walk):
    import io

    bring(walk, eight_weeks("better"))
    before, whole = walk.html, io.BytesIO()
    house().export.write(whole)
    house().delete_all()
    whole.seek(0)
    house().import_.read(whole)
    walk.client.get(f"/open/{house().door.new_token()}")
    assert walk.get("/progress/").html == before


def test_every_new_entry_is_on_the_page_at_once(walk):
    """Whatever is told, the page is the one that is drawn from nothing."""
    story = eight_weeks("better")
    bring(walk, story)
    a_morning = next(row["id"] for row in story.rows if row["type"] == "morning_checked")
    told = (
        lambda: story.on(57, 12).morning(8),
        lambda: story.on(57, 13).session(),
        lambda: story.on(57, 14).add("measure_taken", measure="socks", value=3),
        lambda: story.on(57, 15).correct(a_morning, {"pain": 0}),
        lambda: story.on(54, 23).add(
            "sitting_logged", place="sofa", minutes=90, feet_up=True, back_filled=True
        ),
    )
    pages = [walk.html]
    for tell in told:
        before = len(story.rows)
        tell()
        house().record.append(story.rows[before:])
        pages.append(walk.get("/progress/").html)
        house().see_progress.forget()
        assert pages[-1] == walk.get("/progress/").html
    assert len(set(pages)) == len(pages)


def test_words_of_the_person_stay_words(walk):
    story = eight_weeks("better").on(57, 12)
    text = "up <the> stairs & down\n\tagain"
    story.add("measure_taken", measure="activity_2", value=4, detail={"text": text})
    bring(walk, story)
    assert '<tr><th scope="row">up &lt;the&gt; stairs &amp; down again</th><td>' in walk.html
