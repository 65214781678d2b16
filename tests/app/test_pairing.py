"""One-time codes and paired devices: once, ten minutes, five tries.

Hazard H20 (docs/safety.md).
"""

from __future__ import annotations

import pytest

from backfour.core.errors import BackfourError


def wrong(code):
    return f"{(int(code.digits) + 1) % 1_000_000:06}"


def refused(devices, typed):
    with pytest.raises(BackfourError) as told:
        devices.pair(typed, "Tablet")
    return told.value.key, told.value.values


def test_a_code_lets_one_device_in_once(home):
    devices = home.house.devices
    code = devices.new_code()
    secret = devices.pair(code.digits, "Tablet")
    assert devices.who(secret).name == "Tablet"
    assert refused(devices, code.digits)[0] == "pair.none"
    assert len(devices.all()) == 1


def test_a_code_may_be_typed_with_spaces(home):
    devices = home.house.devices
    digits = devices.new_code().digits
    assert devices.pair(f" {digits[:3]} {digits[3:]}", "Tablet")


def test_a_code_is_good_for_ten_minutes(home):
    devices = home.house.devices
    code = devices.new_code()
    home.at("2026-03-02T10:09:59+01:00")
    assert devices.code() == code
    home.at("2026-03-02T10:10:00+01:00")
    assert devices.code() is None
    assert refused(devices, code.digits)[0] == "pair.none"


def test_five_wrong_tries_end_a_code(home):
    devices = home.house.devices
    code = devices.new_code()
    told = [refused(devices, wrong(code)) for _ in range(5)]
    assert [values.get("n") for _, values in told] == [4, 3, 2, 1, None]
    assert refused(devices, code.digits)[0] == "pair.none"
    assert devices.all() == ()


def test_the_fifth_try_may_still_be_right(home):
    devices = home.house.devices
    code = devices.new_code()
    for _ in range(4):
        refused(devices, wrong(code))
    assert devices.pair(code.digits, "Tablet")


def test_tries_stay_counted_after_a_restart(home):
    code = home.house.devices.new_code()
    for _ in range(4):
        refused(home.house.devices, wrong(code))
    again = home.reopen()
    assert refused(again.house.devices, wrong(code))[0] == "pair.none"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_cannot_be_a_code_is_no_try(home, typed):
    devices = home.house.devices
    code = devices.new_code()
    assert refused(devices, typed)[0] == "pair.digits"
    assert devices.code() == code


def test_a_new_code_ends_the_one_before(home):
    devices = home.house.devices
    first = devices.new_code()
    second = devices.new_code()
    if first.digits != second.digits:
        assert refused(devices, first.digits)[0] == "pair.wrong"
    assert devices.pair(second.digits, "Tablet")


def test_only_a_hash_of_a_devices_secret_is_kept(home):
    devices = home.house.devices
    secret = devices.pair(devices.new_code().digits, "Tablet")
    written = b"".join(file.read_bytes() for file in home.folder.iterdir() if file.is_file())
    assert secret.encode() not in written
    assert devices.all()[0].digest.encode() in written


def test_a_removed_device_is_known_no_more(home):
    devices = home.house.devices
    secret = devices.pair(devices.new_code().digits, "Tablet")
    devices.remove(devices.who(secret).id)
    assert devices.who(secret) is None


def test_a_device_stays_let_in_for_180_days_after_its_last_visit(home):
    devices = home.house.devices
    secret = devices.pair(devices.new_code().digits, "Tablet")
    home.at("2026-08-01T10:00:00+02:00")
    renewed = []
    assert devices.is_let_in(devices.who(secret, lambda: renewed.append("yes")))
    assert renewed == ["yes"]
    assert devices.all()[0].seen.startswith("2026-08-01")
    home.at("2027-01-20T10:00:00+01:00")
    assert devices.is_let_in(devices.who(secret))
    home.at("2027-08-01T10:00:00+02:00")
    assert not devices.is_let_in(devices.who(secret))


def test_within_an_hour_a_visit_is_not_written_again(home):
    devices = home.house.devices
    secret = devices.pair(devices.new_code().digits, "Tablet")
    home.at("2026-03-02T10:59:00+01:00")
    devices.who(secret)
    assert devices.all()[0].seen.startswith("2026-03-02T10:00")


def test_a_name_is_one_short_line(home):
    devices = home.house.devices
    devices.pair(devices.new_code().digits, "  The\ttablet\n of " + "x" * 100)
    assert devices.all()[0].name == ("The tablet of " + "x" * 100)[:40]


def test_deleting_everything_unpairs_everything(home):
    devices = home.house.devices
    secret = devices.pair(devices.new_code().digits, "Tablet")
    devices.new_code()
    home.house.delete_all()
    assert devices.who(secret) is None
    assert devices.all() == ()
    assert devices.code() is None


def test_a_backup_does_not_let_a_removed_device_in_again(home, tmp_path):
    devices = home.house.devices
    stays = devices.pair(devices.new_code().digits, "Phone")
    goes = devices.pair(devices.new_code().digits, "Tablet")
    home.house.backup.write(str(tmp_path / "copy"))
    devices.remove(devices.who(goes).id)
    home.house.restore.read(str(tmp_path / "copy"))
    assert devices.who(goes) is None
    assert devices.who(stays).name == "Phone"
