"""The one place where the use cases meet their store, clock and folder."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from backfour.adapters.clock import FileClock, LocalClock, machine_zone
from backfour.adapters.folder import DataFolder, make_ready, one_at_a_time
from backfour.adapters.ids import RandomIds
from backfour.adapters.reminding.doors import Closed, Doors, PublicDoors
from backfour.adapters.reminding.mail import Mail, MailFile
from backfour.adapters.reminding.push import PushKeys, WebPush, is_installed, looks_right
from backfour.adapters.reminding.ticking import Ticker
from backfour.adapters.serving import Serving
from backfour.adapters.store.database import FILE, bring_up_to_date, database, is_current
from backfour.app.account import TakeAccount
from backfour.app.backup import Backup
from backfour.app.body import Body
from backfour.app.breaks import BreakBook
from backfour.app.check import Check
from backfour.app.clearance import Clearance
from backfour.app.coach import CoachRecording
from backfour.app.contents import ListContents
from backfour.app.correct import Correct
from backfour.app.data_log import DataLog
from backfour.app.delete_all import DeleteAll
from backfour.app.devices import Devices
from backfour.app.door import Door
from backfour.app.drafts import KeepDrafts
from backfour.app.experiment import OwnExperiment
from backfour.app.export import Export
from backfour.app.flare import Flare
from backfour.app.health_record import HealthRecord
from backfour.app.history import History
from backfour.app.import_ import Import
from backfour.app.measures import Measures
from backfour.app.morning import Morning
from backfour.app.network import FROM_HOME, HomeNetwork, Place
from backfour.app.plan_today import PlanToday
from backfour.app.ports import Clock, Ids, Press
from backfour.app.preferences import Preferences
from backfour.app.progress import SeeProgress
from backfour.app.record import Record
from backfour.app.recordings import Recordings
from backfour.app.reminding.facts import HomeFacts
from backfour.app.reminding.ports import (
    MAIL,
    PUSH,
    SECURITIES,
    Channel,
    MailServer,
    Note,
    Reached,
    Wish,
)
from backfour.app.reminding.reminders import Reminders, mail_address
from backfour.app.reminding.tick import Tick
from backfour.app.restore import Restore
from backfour.app.rise import Rise
from backfour.app.screens import Screens
from backfour.app.session import Session
from backfour.app.sheets import PaperSheets
from backfour.app.sitting import Sitting
from backfour.app.sync import Sync
from backfour.app.tables import Tables
from backfour.core.errors import BackfourError, Refused
from backfour.core.instants import NANOSECONDS
from backfour.core.sitting.breaks import answered

if TYPE_CHECKING:
    from backfour.adapters.home.authority import Leaf

Pages = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""A WSGI application."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything a page or a command may do, ready to use; safe to share between threads."""

    clock: Clock
    ids: Ids
    history: History
    plan_today: PlanToday
    record: Record
    preferences: Preferences
    recordings: Recordings
    check: Check
    body: Body
    clearance: Clearance
    morning: Morning
    flare: Flare
    rise: Rise
    session: Session
    sitting: Sitting
    screens: Screens
    drafts: KeepDrafts
    door: Door
    devices: Devices
    network: HomeNetwork
    export: Export
    import_: Import
    backup: Backup
    restore: Restore
    delete_all: DeleteAll
    sync: Sync
    reminders: Reminders
    tick: Tick
    push_keys: PushKeys
    mail_file: MailFile
    doors: Doors
    sheets: PaperSheets
    data_log: DataLog
    correct: Correct
    account: TakeAccount
    contents: ListContents
    tables: Tables
    health_record: HealthRecord
    press: Press
    see_progress: SeeProgress
    measures: Measures
    experiment: OwnExperiment


ENVIRONMENT: Final = "BACKFOUR_DATA"
"""Environment variable that names the data folder; the settings module of the pages reads it."""

CLOCK_FILE: Final = "BACKFOUR_CLOCK_FILE"
"""Environment variable that names a file to read the time from; only tests set it."""

URL: Final = "BACKFOUR_URL"
"""Environment variable that names the address where a hosted house is reached from anywhere."""

LOCAL_HOSTS: Final = ("127.0.0.1", "localhost")
"""What the browser of this computer calls it; from the home network these names are refused."""

POSE_MODEL: Final = (
    Path(__file__).parent / "web" / "static" / "backfour" / "pose" / "pose_landmarker_full.task"
)
"""The pose model that the pages serve; the command line reads the same file."""
_HOST: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?")

PACKAGE_FILES: Final = Path(__file__).parent / "web" / "static"
"""All that a printed page may take pictures, letters and styles from."""

_folder: list[Path] = []
_doors: list[Doors] = []
"""Another rule about addresses for push; only tests put one here."""


def default_folder() -> Path:
    """Return where the data lies when nobody says otherwise (XDG base directories)."""
    if given := os.environ.get(ENVIRONMENT):
        return Path(given)
    shared = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(shared).expanduser() / "backfour"


def configure(data_dir: Path | None = None) -> Path:
    """Make a data folder ready and set Django up on it; call once, before anything else.

    Parameters
    ----------
    data_dir
        The folder; else ``BACKFOUR_DATA``, else ``~/.local/share/backfour``.

    Returns
    -------
    Path
        The folder, which exists now, is private, and holds an up-to-date database.

    Raises
    ------
    BackfourError
        ``store.newer`` when a newer version wrote the database, or another ``store.*``.
    """
    folder = (data_dir or default_folder()).expanduser().resolve()
    if _folder == [folder]:
        return folder
    os.umask(0o077)
    os.environ[ENVIRONMENT] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backfour.web.settings")
    make_ready(folder)
    file = folder / FILE
    current = is_current(file)
    _set_up(folder)
    if not current:
        with one_at_a_time(folder):
            if not is_current(file):
                bring_up_to_date(file)
    _folder[:] = [folder]
    house.cache_clear()
    return folder


def _set_up(folder: Path) -> None:
    """Point Django at the folder's database, the first time or (in tests) anew."""
    import django
    from django.apps import apps
    from django.conf import settings
    from django.db import connections

    wanted = database(folder)
    if not apps.ready:
        zone = os.environ.get("TZ")
        settings.DATABASES = {"default": wanted}
        django.setup()
        _stay_in_zone(zone)
        return
    connections.close_all()
    # The very dictionary that the connections of every thread look at.
    connections.settings["default"].update(wanted)
    connections["default"].settings_dict.update(wanted)


def _stay_in_zone(zone: str | None) -> None:
    """Undo that Django moves the process into its own time zone: days are the person's days."""
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()


@cache
def house() -> House:
    """Return the house of the configured data folder."""
    from backfour.adapters.fhir.bundle import FhirBundle
    from backfour.adapters.pdf.press import WeasyPress
    from backfour.adapters.store.devices import DjangoDevices
    from backfour.adapters.store.events import OWN, DjangoEventStore
    from backfour.adapters.store.experiments import DjangoExperiments
    from backfour.adapters.store.neighbours import DjangoDrafts, DjangoSettings, DjangoTokens
    from backfour.adapters.store.paper import DjangoDeeds, DjangoSheets
    from backfour.adapters.store.reminders import DjangoReminders

    data_dir = configure(_folder[0] if _folder else None)
    folder = DataFolder(data_dir)
    store, drafts, settings = DjangoEventStore(), DjangoDrafts(), DjangoSettings()
    devices, clock, ids = DjangoDevices(), _clock(), RandomIds()
    experiments = DjangoExperiments()
    history = History(store)
    plan_today = PlanToday(history, drafts, clock)
    record = Record(store, drafts, history, plan_today)
    preferences = Preferences(settings, store, lambda: DjangoReminders().reached(OWN).quiet)
    keep_drafts = KeepDrafts(store, drafts, history, record, clock)
    sheets = PaperSheets(DjangoSheets(), plan_today, clock, ids)
    log = DataLog(DjangoDeeds(), history, clock)
    body, see_progress = Body(record, history, clock, ids), SeeProgress(plan_today)
    own = OwnExperiment(experiments, store, plan_today, see_progress, preferences, ids)
    account = TakeAccount(plan_today, preferences, sheets, own)
    plan_today.at_days_end = partial(keep_drafts.settle, opening=False)
    breaks = BreakBook(drafts, store, history, clock)
    sitting = Sitting(record, drafts, store, breaks, history, preferences, clock, ids)
    knows = HomeFacts(plan_today, see_progress, sitting, breaks, preferences)
    reminding = _reminding(data_dir, preferences, knows, partial(breaks.write, answered), clock)
    restore = Restore(folder, store, devices, log)
    import_ = Import(store, settings, drafts, folder, history, sheets, log, experiments)
    reminders = reminding["reminders"]
    import_.keep_quiet = reminders.keep_quiet
    restore.then = reminders.restored
    return House(
        clock=clock,
        ids=ids,
        history=history,
        plan_today=plan_today,
        record=record,
        preferences=preferences,
        recordings=Recordings(folder),
        check=Check(store, drafts, history, record, plan_today, clock, ids),
        body=body,
        clearance=Clearance(record, clock, ids),
        morning=Morning(record, clock, ids),
        flare=Flare(record, clock, ids),
        rise=Rise(record, history, plan_today, clock, ids),
        session=Session(record, keep_drafts, history, plan_today, clock, ids),
        sitting=sitting,
        drafts=keep_drafts,
        screens=Screens(clock, ids),
        door=Door(DjangoTokens(), store, keep_drafts, clock, ids),
        devices=Devices(devices, store, clock, ids),
        network=HomeNetwork(),
        export=Export(history, preferences, folder, sheets, log, own),
        import_=import_,
        backup=Backup(folder, log),
        restore=restore,
        delete_all=DeleteAll(store, folder, log),
        sync=Sync(store),
        sheets=sheets,
        data_log=log,
        correct=Correct(record, history, plan_today, clock, ids),
        account=account,
        contents=ListContents(history, preferences, folder, sheets, own, reminders),
        tables=Tables(account, preferences, reminders, log),
        health_record=HealthRecord(account, FhirBundle(), log),
        press=WeasyPress(PACKAGE_FILES),
        see_progress=see_progress,
        measures=Measures(record, see_progress, plan_today, body, clock, ids),
        experiment=own,
        **reminding,
    )


def coach_recording() -> CoachRecording:
    """Return what judges films and landmark files; it needs no data folder."""
    from backfour.adapters.video.recordings import Recordings

    return CoachRecording(Recordings(POSE_MODEL))


def _reminding(
    folder: Path,
    preferences: Preferences,
    knows: HomeFacts,
    break_answered: Callable[[], object],
    clock: Clock,
) -> dict[str, Any]:
    """Join what reminders need: one store, two channels, one tick."""
    from secrets import token_urlsafe

    from backfour.adapters.store.events import OWN
    from backfour.adapters.store.reminders import DjangoReminders

    store, doors = DjangoReminders(machine_zone()), _doors[0] if _doors else PublicDoors()
    keys, mail_file = PushKeys(folder), MailFile(folder)

    def push_words(note: Note) -> dict[str, str]:
        title, body = _note_words(preferences, note, "push")
        return {"title": title, "body": body, "url": f"/arrived/{note.token}"}

    def mail_words(note: Note) -> tuple[str, str]:
        link = f"{reached_at(folder)}arrived/{note.token}"
        return _note_words(preferences, note, "mail", link=link)

    channels: dict[str, Channel] = {
        PUSH: WebPush(store, keys, doors, push_words, contact),
        MAIL: Mail(mail_file, mail_words),
    }
    return {
        "reminders": Reminders(OWN, store, channels, clock, token_urlsafe, break_answered),
        "tick": Tick(store, channels, knows, clock, token_urlsafe),
        "push_keys": keys,
        "mail_file": mail_file,
        "doors": doors,
    }


def _note_words(
    preferences: Preferences, note: Note, channel: str, **values: str
) -> tuple[str, str]:
    """Return title and text of a note in the person's language; nothing in it is about health."""
    from backfour.words import say

    lang = str(preferences.read()["language"])
    kind = "test" if note.test else "note"
    title, body = f"reminders.{kind}.title", f"reminders.{kind}.{channel}"
    return say(title, lang), say(body, lang, **values)


def contact(reached: Reached) -> str:
    """Return the subject that push services ask for: whom they may write to (RFC 8292).

    A made-up one such as ``mailto:x@localhost`` is answered with 403 by some, so there is either
    the person's own address or the public one of a hosted house, or push is not offered.
    """
    if reached.mail_to:
        return f"mailto:{reached.mail_to}"
    url = os.environ.get(URL, "")
    return url if url.startswith("https://") else ""


def subscribe(url: str, p256dh: str, auth: str, name: str) -> None:
    """Take in a browser for push messages.

    Raises
    ------
    Refused
        When its address is not https or lies inside of a home, or its keys are none.
    """
    try:
        house().doors.form(url)
    except Closed:
        raise Refused("endpoint", "is not an https address outside of a home") from None
    if not looks_right(p256dh, auth):
        raise Refused("endpoint", "has keys that cannot be read")
    house().reminders.add_endpoint(url, p256dh, auth, name)


def keep_mail_server(server: MailServer) -> None:
    """Keep how the mail server is reached.

    Raises
    ------
    Refused
        Naming the field.
    """
    if not server.host or len(server.host) > 250 or not _HOST.fullmatch(server.host):
        raise Refused("host", "must be the name of a mail server")
    if not 0 < server.port < 65536:
        raise Refused("port", "must be a whole number from 1 to 65535")
    if server.security not in SECURITIES:
        raise Refused("security", "must be one of " + ", ".join(SECURITIES))
    if server.sender:
        mail_address(server.sender, "sender")
    house().mail_file.keep(server)


def push_is_installed() -> bool:
    """Whether the extra ``[push]`` is there."""
    return is_installed()


def reached_at(folder: Path) -> str:
    """Return the address that a link in a mail begins with, ending in a slash."""
    if url := os.environ.get(URL, ""):
        return url.rstrip("/") + "/"
    running = Serving(folder)
    return running.home() or f"http://{LOCAL_HOSTS[0]}:{running.port() or 8765}/"


def calendar_of(found: tuple[Reached, tuple[Wish, ...]]) -> bytes:
    """Write what `Reminders.calendar` or `Reminders.feed` found as a calendar file."""
    from backfour.adapters.reminding.calendar import calendar
    from backfour.words import say

    title = say("reminders.note.title", str(house().preferences.read()["language"]))
    return calendar(*found, title, house().clock.now().instant // NANOSECONDS)


def alarm_to_try() -> bytes:
    """Write a calendar file with one alarm two minutes ahead."""
    from backfour.adapters.reminding.calendar import one_alarm
    from backfour.words import say

    title = say("reminders.test.title", str(house().preferences.read()["language"]))
    now_s = house().clock.now().instant // NANOSECONDS
    house().reminders.try_calendar()
    return one_alarm(title, now_s)


def ticker() -> Ticker:
    """Return the thread that looks at reminders, not begun yet."""
    house().reminders.make_sure()
    return Ticker(house().tick)


def _clock() -> Clock:
    given = os.environ.get(CLOCK_FILE)
    return FileClock(Path(given)) if given else LocalClock()


def today() -> int:
    """Return the ordinal of today, for commands that open nobody's folder."""
    return date.fromisoformat(_clock().now().at[:10]).toordinal()


def application(*, from_home: bool = False) -> Pages:
    """Return the pages as a WSGI application, on the configured folder.

    Parameters
    ----------
    from_home
        Mark every request as one that came over the home network.
    """
    from django.core.handlers.wsgi import WSGIHandler

    pages: Pages = WSGIHandler()
    if not from_home:
        return pages

    def marked(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return pages({**environ, FROM_HOME: True}, start)

    return marked


def serving(folder: Path) -> Serving:
    """Return the lock that says which process serves a folder."""
    return Serving(folder)


def home_address() -> str | None:
    """Return this computer's address in the home network, found without asking anybody."""
    from backfour.adapters.home.addresses import home_address as found

    return found()


def move_in_at(folder: Path, address: str, port: int) -> tuple[Place, Leaf]:
    """Say where the house is in the home network, with a certificate for it.

    Parameters
    ----------
    folder
        The data folder, which keeps the authority.
    address
        A private IPv4 address of this computer.
    port
        Port of the encrypted connection.

    Raises
    ------
    BackfourError
        ``home.not_private``, or what `Authority` raises.
    """
    from django.conf import settings

    from backfour.adapters.home.addresses import is_private, local_name
    from backfour.adapters.home.authority import Authority

    if not is_private(address) or ":" in address:
        raise BackfourError("home.not_private", value=address)
    # Never a test's clock: browsers hold certificates against true time.
    name, now = local_name(), datetime.fromisoformat(LocalClock().now().at)
    authority = Authority(folder, name, now)
    leaf = authority.leaf(address, name)
    named = name if name in leaf.names else ""
    place = Place(address, port, named, authority.certificate, authority.fingerprint)
    settings.ALLOWED_HOSTS = [*LOCAL_HOSTS, *place.hosts]
    house().network.open(place)
    return place, leaf
