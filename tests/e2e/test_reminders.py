"""A push message in a real browser, given to our service worker as its push service would.

Hazard H36 (docs/safety.md).
"""

from __future__ import annotations

import json

import pytest

from letterbox import letterbox

pytestmark = pytest.mark.browser

PAGE = "/settings/reminders/"


def test_each_message_shows_a_notice_and_tells_home_that_it_came(visit):
    with letterbox() as box:
        me = visit(
            service_workers="allow", permissions=["notifications"], timezone_id="Europe/Madrid"
        )
        me.go(PAGE)
        me.page.wait_for_function("localStorage.getItem('backfour.zone') === 'Europe/Madrid'")
        me.go(PAGE)
        assert "Europe/Madrid" in me.page.inner_text("main")
        me.go(PAGE + "by/mail/")
        me.page.fill("#mail_to", "name@example.org")
        me.page.fill("#host", "127.0.0.1")
        me.page.fill("#port", str(box.port))
        me.page.check("input[value=none]", force=True)
        me.page.click("button[value=save]")
        me.page.click("text=Send me one now")
        me.page.wait_for_selector("text=Sent. Did it arrive?")
        link = next(word for word in box.letters[0].get_content().split() if "/arrived/" in word)

        me.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        talk = me.context.new_cdp_session(me.page)
        found: list[str] = []
        talk.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
        )
        talk.send("ServiceWorker.enable")
        me.page.wait_for_timeout(500)
        note = {"title": "A test", "body": "Touch.", "url": link[link.index("/arrived/") :]}
        talk.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": me.home.url, "registrationId": found[0], "data": json.dumps(note)},
        )
        shown = me.page.wait_for_function(
            """async () => {
              const worker = await navigator.serviceWorker.ready;
              const notes = await worker.getNotifications();
              return notes.length ? notes.map((one) => one.title) : null;
            }"""
        )
        assert shown.json_value() == ["A test"]
        me.page.wait_for_timeout(1000)
        me.go(PAGE + "by/mail/")
        assert "Your device says that it arrived." in me.page.inner_text("main")
