"""Every page answers, whoever is there and whatever they have told."""

PAGES = """
/ /check/ /check/full/person-person/ /check/result/ /check/summary/ /body/ /body/changed/ /moves/
/moves/bird_dog/ /morning/ /morning/stiffness/?pain=3 /morning/leg/?pain=3&minutes=5 /week/
/bad-day/ /happened/ /seen/ /why/ /settings/ /settings/knocks/ /settings/camera/
/data/camera/ /sitting/ /sitting/exceptions/ /sitting/breaks/ /sitting/seats/ /sitting/watch/
/devices/ /screen/ /data/
/settings/reminders/ /session/start/ /session/end/ /session/forms/
""".split()


def test_every_page_answers_before_and_after_the_check(walk):
    for address in PAGES:
        assert walk.get(address).page.status_code == 200, address
    walk.ready()
    for address in PAGES:
        assert walk.get(address).page.status_code == 200, address
