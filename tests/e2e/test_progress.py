"""Eight weeks of three people, and what Progress says on the way, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.outcomes.histories import eight_weeks
from e2e.home import Home
from e2e.steps import Visit, checked
from e2e.test_accessibility import too_wide, violations
from e2e.visitor import Visitor

pytestmark = pytest.mark.browser

AFTER = {"better": "Improved", "same": "About the same", "worse": "Worse"}
PAGES = (
    "/progress/",
    "/progress/questions/",
    "/progress/questions/change/",
    "/progress/questions/activity_1/",
    "/progress/questions/rmdq_total/",
    "/progress/tests/",
    "/progress/tests/?now=2",
    "/progress/tests/chair_stand/?now=2",
    "/progress/tests/chair_stand/do/?now=2&safe=no",
    "/progress/tests/bird_dog_quality/do/?now=2&safe=no",
    "/progress/tests/sock_test/do/?now=2&safe=no",
    "/progress/experiment/",
    "/progress/experiment/plan/",
    "/progress/experiment/plan/?change=cushion&outcome=pain&weeks=8&smallest=1",
)


def says(visitor: Visitor, measure: str) -> str:
    """The sentence beside a measure."""
    row = visitor.page.locator(f'dl.facts > div:has(dt:text-is("{measure}"))').first
    return row.locator("strong").inner_text()


@pytest.mark.parametrize("kind", AFTER)
def test_eight_weeks_are_told_as_they_were(home: Home, visit: Visit, kind: str) -> None:
    """Too early at first, the truth after eight weeks, and someone to talk to where it is worse."""
    home.bring(eight_weeks(kind).rows)
    start = home.now
    visitor = visit("tablet")
    told = {}
    for day in (5, 42, 57):
        home.set_time(start + timedelta(days=day, hours=11))
        visitor.go("/progress/")
        told[day] = says(visitor, "Pain in the morning")
    assert told[5] == "Too early to tell"
    assert told[57] == AFTER[kind]
    assert violations(visitor) == []
    talk = visitor.page.locator("#talk")
    assert talk.count() == (kind != "better")
    assert visitor.page.locator("text=cannot tell why you changed").count() == 1
    assert visitor.page.locator("#review").inner_text() == "Looking back after 6 weeks"


@pytest.mark.parametrize("size", ["phone", "tablet", "desktop"])
def test_every_page_is_clean_and_fits(home: Home, visit: Visit, size: str) -> None:
    """Axe finds nothing and nothing scrolls sideways."""
    story = eight_weeks("better").on(57, 12).full().mini()
    home.bring(story.rows)
    home.set_time(home.now + timedelta(days=57, hours=11))
    visitor = visit(size)
    found = {}
    for page in PAGES:
        visitor.go(page)
        if wrong := violations(visitor) + ["too wide"] * too_wide(visitor):
            found[page] = wrong
    assert found == {}


def test_the_figures_of_a_chart_open_as_a_table(home: Home, visit: Visit) -> None:
    """One touch below the picture, in rows of weeks."""
    home.bring(eight_weeks("better").rows)
    home.set_time(home.now + timedelta(days=57, hours=11))
    visitor = visit("phone")
    visitor.go("/progress/")
    chart = visitor.page.locator("figure.chart").first
    chart.locator("summary", has_text="as a table").click()
    assert chart.locator("tbody tr").count() == 9
    assert chart.locator("svg title").count() == 1
    assert chart.locator("svg desc").count() == 1


def test_a_self_test_is_timed_aloud_and_its_proposal_is_noted_only_after_a_yes(
    home: Home, visit: Visit
) -> None:
    """From the pain of this moment to the flag, with the clock of the page."""
    checked(home)
    visitor = visit("phone")
    page = visitor.page
    visitor.go("/progress/tests/")
    page.locator('.pain button[value="2"]').click()
    page.locator('a[href*="one_leg_stance"]').click()
    page.locator('button[name="safe"][value="no"]').click()
    for leg, seconds in (("left", 4), ("right", 12)):
        page.locator(f'[data-begin="{leg}"]').click()
        visitor.advance(5 + seconds)
        page.locator("[data-end]").click()
    assert page.locator("#left").input_value() == "4"
    assert "Go." in visitor.spoken()
    page.locator('button[value="save"]').click()
    assert page.locator("#proposal").count() == 1
    assert not any("fall_risk" in row.get("flags", []) for row in home.history())
    page.locator('button[name="agree"]').click()
    page.wait_for_selector('[role="status"]')
    assert home.history()[-1]["flags"] == ["fall_risk"]


def test_an_experiment_is_begun_and_its_week_stands_on_today(home: Home, visit: Visit) -> None:
    """Planned, read back, begun; then one line on Today; then stopped."""
    checked(home)
    visitor = visit("phone")
    page = visitor.page
    visitor.go("/progress/experiment/plan/")
    page.locator('label:has(input[value="cushion"])').click()
    page.locator("#smallest").fill("10")
    page.locator(".floor .btn.main").click()
    assert "Before you begin" in page.locator("h1").inner_text()
    page.locator(".floor .btn.main").click()
    page.wait_for_url("**/progress/experiment/")
    visitor.go("/")
    assert "cushion" in page.locator("main").inner_text()
    visitor.go("/progress/experiment/")
    page.locator('form[action*="stop"] button').click()
    assert "You ended it early" in page.locator("main").inner_text()
