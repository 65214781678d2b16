"""Sitting, told by touch: a bout that runs, those that are over, breaks, exceptions, seats.

Hazards H44 to H46 (docs/safety.md).
"""

import pytest

from backfour.bootstrap import house

PAGE = "/sitting/"
QUIET = "/settings/reminders/quiet/"


def asked(walk, *told):
    return walk.post(f"{PAGE}exceptions/", exception=list(told) or ["none"])


def later(walk, clock, day=0):
    return walk.at(day, clock).get(PAGE)


def due(walk):
    return walk.client.get(f"{PAGE}now/").json()


def test_one_touch_begins_a_bout_and_one_ends_it(walk):
    walk.ready().get(PAGE)
    assert "Where are you sitting down?" in walk.text
    walk.post(f"{PAGE}down/", place="sofa")
    assert "You are on the sofa." in walk.text
    later(walk, "09:40").post(f"{PAGE}up/", how="yes", back_filled="yes", pain="4")
    (sat,) = walk.events("sitting_logged")
    assert (sat.place, sat.minutes, sat.back_filled, sat.feet_up) == ("sofa", 40, True, False)
    assert (sat.pain_on_rising, sat.at[11:16]) == (4, "09:40")
    assert "Longest: 40 minutes on the sofa. Getting up then was 4 of 10." in walk.text


def test_a_bout_runs_on_while_every_page_is_closed_and_the_service_was_started_anew(walk):
    walk.ready().post(f"{PAGE}down/", place="firm_chair")
    house.cache_clear()
    later(walk, "09:25")
    assert "Since 9:00, 25 minutes." in walk.text


def test_today_says_who_sits_and_leads_to_getting_up(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:25").get("/")
    assert "You are on the sofa. Since 9:00, 25 minutes. I am up" in walk.text
    assert "I am sitting down" not in walk.text


def test_pressed_twice_it_is_written_once(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:10").get(PAGE)
    bout = walk.field("bout")
    for _ in range(2):
        walk.post(f"{PAGE}up/", bout=bout, how="yes")
    walk.post(f"{PAGE}down/", place="sofa").post(f"{PAGE}up/", bout=bout, how="yes")
    assert len(walk.events("sitting_logged")) == 1
    assert "You are on the sofa." in walk.text


def test_how_one_sat_is_remembered_for_the_place(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:10").post(f"{PAGE}up/", how="yes", feet_up="yes")
    walk.post(f"{PAGE}down/", place="sofa")
    assert 'name="feet_up" value="yes" checked' in walk.html
    walk.post(f"{PAGE}forget/").post(f"{PAGE}down/", place="bed")
    assert 'name="feet_up" value="yes" checked' not in walk.html
    assert len(walk.events("sitting_logged")) == 1


def test_another_place_ends_the_bout_before(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:20").post(f"{PAGE}down/", place="bed")
    assert [one.place for one in walk.events("sitting_logged")] == ["sofa"]
    assert "You are in bed." in walk.text


def test_a_bout_that_was_perhaps_forgotten_is_never_guessed(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "17:00").post(f"{PAGE}up/", how="yes")
    assert walk.page.status_code == 422
    assert "how long you really sat" in walk.text
    walk.post(f"{PAGE}down/", place="bed")
    assert walk.page.status_code == 422
    walk.post(f"{PAGE}up/", how="yes", minutes="481")
    assert walk.page.status_code == 422
    assert walk.events("sitting_logged") == []
    walk.post(f"{PAGE}up/", how="yes", minutes="50")
    (sat,) = walk.events("sitting_logged")
    assert (sat.minutes, sat.at[11:16]) == (50, "09:50")


def test_a_bout_over_midnight_counts_for_the_day_it_ended(walk):
    walk.ready().at(0, "23:50").post(f"{PAGE}down/", place="sofa")
    walk.at(1, "00:20").post(f"{PAGE}up/", how="yes")
    assert walk.events("sitting_logged")[0].minutes == 30
    assert "30 minutes on the sofa" in walk.text


def test_a_clock_moved_back_writes_no_bout_of_less_than_nothing(walk):
    walk.ready().at(0, "10:00").post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:30").post(f"{PAGE}up/", how="yes")
    assert walk.events("sitting_logged")[0].minutes == 1


def log(walk, **values):
    told = {"place": "car", "minutes": "45", "ended": "60", "event": "form-1", **values}
    return walk.post(f"{PAGE}log/", **told)


def test_a_bout_can_be_told_afterwards_and_sent_twice_counts_once(walk):
    walk.ready()
    log(walk, pain="2")
    log(walk, pain="2")
    (sat,) = walk.events("sitting_logged")
    assert (sat.place, sat.minutes, sat.pain_on_rising, sat.at[11:16]) == ("car", 45, 2, "08:00")


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": "0"},
        {"minutes": "1441"},
        {"minutes": "soon"},
        {"minutes": ""},
        {"place": "floor"},
        {"place": ""},
        {"ended": "-5"},
        {"ended": "7"},
        {"pain": "11"},
        {"minutes": "٣٠"},
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(walk, wrong):
    walk.ready()
    log(walk, **wrong)
    assert walk.page.status_code == 422
    assert 'class="wrong"' in walk.html
    assert walk.events("sitting_logged") == []
    assert 'name="event" value="form-1"' in walk.html


def test_a_wrong_entry_is_taken_back_by_a_later_event(walk):
    walk.ready()
    log(walk)
    target = walk.events("sitting_logged")[0].id
    for _ in range(2):
        walk.post(f"{PAGE}wrong/", target=target, event="back-1")
    assert len(walk.events("entry_corrected")) == 1
    assert len(walk.events("sitting_logged")) == 1
    assert "Nothing noted yet today." in walk.text
    walk.post(f"{PAGE}wrong/", target="nobody", event="back-2").post(f"{PAGE}wrong/")
    assert walk.where == PAGE


def test_no_rule_before_the_check_and_none_before_the_one_question(walk):
    walk.get(PAGE)
    assert "The check comes first" in walk.text
    assert "Sit right back" not in walk.text
    walk.ready().get(PAGE)
    assert "One question before the rule" in walk.text
    assert "Sit right back" not in walk.text
    asked(walk)
    assert "Strict today" in walk.text
    assert "Sit right back." in walk.text


def test_exceptions_are_kept_and_change_what_is_said(walk):
    asked(walk.ready(), "legs_raised", "skin")
    assert "Keep your legs up as you were told" in walk.text
    assert "Feet flat on the floor." not in walk.text
    assert house().preferences.read()["sitting_exceptions"] == ["legs_raised", "skin"]
    asked(walk, "wheelchair")
    assert "Sit as your practitioner showed you" in walk.text
    walk.get("/")
    assert "Sit as your practitioner showed you" in walk.text


def test_my_body_counts_as_told(walk):
    asked(walk.ready(["stenosis_claudication"]))
    assert "Choose what eases your legs" in walk.text
    assert "at your belt" not in walk.text.split("How sure")[0].split("Choose what eases")[1]


@pytest.mark.parametrize("told", [[], ["none", "skin"], ["tired"]])
def test_an_answer_that_says_two_things_is_asked_again(walk, told):
    walk.ready().post(f"{PAGE}exceptions/", exception=told)
    assert walk.page.status_code == 422
    assert house().preferences.read()["sitting_exceptions"] is None


def test_strict_after_pain_and_relaxed_after_seven_calm_days(walk):
    asked(walk.ready())
    house().morning.answer(3, 20, new_leg_pain=False)
    assert "Your pain was 3 (today)." in walk.get(PAGE).text
    for day in range(1, 8):
        walk.at(day).weekly()
        house().morning.answer(1, 5, new_leg_pain=False)
    assert "Relaxed today" in walk.get(PAGE).text
    assert "The sitting rule today: relaxed" in walk.get("/").text


def test_today_has_the_rule_in_one_line(walk):
    walk.ready().get("/")
    assert "One question before the rule" in walk.text
    asked(walk)
    walk.get("/")
    assert "The sitting rule today: strict" in walk.text
    assert f'href="{PAGE}"' in walk.html


def test_a_red_flag_leads_to_what_to_do_now(walk):
    walk.told(R01="yes")
    for page in (PAGE, f"{PAGE}seats/", f"{PAGE}watch/"):
        assert walk.get(page).where == "/check/result/"


def test_a_break_is_due_after_half_an_hour_offered_once_and_taken(walk):
    asked(walk.ready()).post(f"{PAGE}down/", place="sofa")
    assert due(walk)["in_s"] == 1800
    for minute in range(1, 31):
        walk.at(0, f"09:{minute:02d}")
        found = due(walk)
    assert found["in_s"] == 0
    assert found["words"].startswith("Time for a break: stand, walk to the window")
    walk.post(f"{PAGE}answer/", told="offered")
    assert due(walk)["silence"] == "answer"
    walk.post(f"{PAGE}up/")
    assert walk.events("sitting_logged")[0].minutes == 30
    assert due(walk)["silence"] == "nobody"


def test_a_break_can_be_postponed_before_it_starts_and_declined(walk):
    walk.ready().post(f"{PAGE}down/", place="sofa")
    walk.at(0, "09:29").post(f"{PAGE}answer/", told="later")
    assert walk.page.json()["in_s"] == 600
    walk.at(0, "09:39").post(f"{PAGE}answer/", told="offered")
    walk.post(f"{PAGE}answer/", told="no")
    assert walk.page.json()["in_s"] == 1800
    assert walk.post(f"{PAGE}answer/", told="never").page.status_code == 422


def test_no_break_in_the_car_nor_in_quiet_hours_nor_when_switched_off(walk):
    walk.ready().post(QUIET, begins="21:00", ends="07:00", zone="Europe/Berlin")
    walk.post(f"{PAGE}down/", place="car")
    assert due(walk)["silence"] == "car"
    walk.at(0, "20:45").post(f"{PAGE}up/", minutes="20").post(f"{PAGE}down/", place="sofa")
    assert due(walk)["silence"] == "quiet"
    told = {"breaks": "off", "every": "45", "spoken": "on"}
    walk.post(f"{PAGE}breaks/", **told)
    assert due(walk)["silence"] == "off"
    walk.post(f"{PAGE}breaks/", **{**told, "breaks": "on"})
    assert due(walk)["silence"] == "quiet"
    walk.post(QUIET, begins="22:00", ends="06:30", zone="Europe/Berlin")
    assert due(walk)["in_s"] == 45 * 60
    assert due(walk)["spoken"] is True


@pytest.mark.parametrize("wrong", [{"every": "5"}, {"breaks": "x"}, {"spoken": ""}])
def test_breaks_that_cannot_be_are_refused(walk, wrong):
    told = {"breaks": "on", "every": "45", "spoken": "off"}
    walk.ready().post(f"{PAGE}breaks/", **{**told, **wrong})
    assert walk.page.status_code == 422
    assert "Please choose in every group." in walk.text
    assert house().preferences.read()["break_every_min"] == 30


def test_quiet_hours_stand_in_one_place_and_breaks_lead_there_and_back(walk):
    walk.ready().get(f"{PAGE}breaks/")
    assert "21:00 to 07:00" in walk.text
    assert f'href="{QUIET}?from=breaks"' in walk.html
    walk.get(f"{QUIET}?from=breaks")
    assert f'href="{PAGE}breaks/"' in walk.html
    walk.post(f"{QUIET}?from=breaks", begins="22:30", ends="06:00", zone="Europe/Madrid")
    assert walk.where == f"{PAGE}breaks/"
    assert "22:30 to 06:00 · Europe/Madrid" in walk.text
    assert "22:30 to 06:00 · Europe/Madrid" in walk.get("/settings/reminders/").text
    walk.post(QUIET, begins="00:00", ends="00:00", zone="Europe/Madrid")
    assert "None" in walk.get(f"{PAGE}breaks/").text


@pytest.mark.parametrize(
    ("told", "words"),
    [("stenosis", "Choose what eases you."), ("skin", "Time for"), ("wheelchair", "as you were")],
)
def test_the_words_of_a_break_fit_the_person(walk, told, words):
    asked(walk.ready(), told).post(f"{PAGE}down/", place="sofa")
    assert words in due(walk)["words"]


def test_a_skin_that_must_be_spared_shortens_the_hour(walk):
    told = {"breaks": "on", "every": "60", "spoken": "off"}
    asked(walk.ready(), "skin", "wheelchair").post(f"{PAGE}breaks/", **told)
    walk.post(f"{PAGE}down/", place="firm_chair")
    assert due(walk)["in_s"] == 1800
    assert due(walk)["words"] == "Shift your weight for a moment."


def test_seats_are_shown_with_our_own_stills_as_far_as_they_fit(walk):
    asked(walk.ready()).get(f"{PAGE}seats/")
    for still in ("sit.chair_good", "sit.sofa_good", "sit.bed_feet_up", "way.bed_edge"):
        assert f"films/{still}.jpg" in walk.html
    assert "Car" in walk.text
    asked(walk, "propped_up", "stenosis").get(f"{PAGE}seats/")
    assert "sit.bed_feet_up" not in walk.html
    assert "rolled towel behind" not in walk.text
    asked(walk, "wheelchair").get(f"{PAGE}seats/")
    assert walk.where == PAGE


def test_the_monitor_is_off_until_chosen_and_says_what_it_cannot(walk):
    walk.ready().get(f"{PAGE}watch/")
    assert "data-slump-live" in walk.html
    assert "<noscript>" in walk.html
    assert "Out of sight it stops and says so" in walk.text
    assert "No picture leaves this page" in walk.text


def test_nothing_is_said_of_how_to_sit_to_somebody_with_a_rule_to_see_about(walk):
    asked(walk.told(R12="yes"))
    assert "Sit right back" not in walk.text


def test_rising_over_weeks_is_compared_once_there_are_enough(walk):
    asked(walk.ready())
    for n in range(3):
        log(walk, minutes="20", pain="1", event=f"s{n}", ended="0")
        log(walk, minutes="70", pain="4", event=f"l{n}", ended="0")
    walk.get(PAGE)
    assert "getting up was 1 of 10 after half an hour or less (3 times) and 4" in walk.text


@pytest.mark.parametrize("page", ["", "exceptions/", "breaks/", "seats/", "watch/"])
def test_every_page_answers_in_spanish(walk, page):
    asked(walk.ready()).post(f"{PAGE}down/", place="sofa")
    house().preferences.change(language="es")
    assert walk.get(PAGE + page).page.status_code == 200
    assert 'lang="es"' in walk.html
