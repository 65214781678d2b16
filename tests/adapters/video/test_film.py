import weakref

import numpy as np
import pytest

from backfour.adapters.video.film import Film, light_of
from backfour.core.errors import Refused
from tests.adapters.video.conftest import grey, turned, write_film


def film(tmp_path, count=10, name="film.mp4", **how):
    return write_film(tmp_path / name, [grey(n) for n in range(count)], **how)


def brightness(still):
    return float(still.picture.mean())


def test_every_picture_comes_once_in_order_with_its_time(tmp_path):
    opened = Film(film(tmp_path, 20))
    stills = list(opened.stills())
    assert [still.t_s for still in stills] == pytest.approx([n / 15 for n in range(20)], abs=1e-3)
    shades = [brightness(still) for still in stills]
    assert shades == sorted(set(shades))
    assert shades == pytest.approx(range(0, 100, 5), abs=5)
    assert (opened.header.width_px, opened.header.height_px) == (64, 48)
    assert opened.header.rate_hz == 15


def test_it_tells_how_much_lies_behind(tmp_path):
    shares = [still.share for still in Film(film(tmp_path, 30)).stills()]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0.9 < shares[-1] <= 1


@pytest.mark.parametrize(("rate_hz", "kept"), [(60, 2), (120, 4), (25, 1), (30, 1)])
def test_of_a_faster_film_only_as_many_pictures_are_looked_at_as_the_coach_needs(
    tmp_path, rate_hz, kept
):
    opened = Film(film(tmp_path, 24, rate_hz=rate_hz))
    stills = list(opened.stills())
    assert len(stills) == 24 // kept
    assert opened.header.rate_hz == rate_hz / kept
    assert stills[1].t_s == pytest.approx(kept / rate_hz, abs=1e-3)


def test_a_film_that_was_made_with_the_phone_turned_is_seen_upright(tmp_path):
    flat = np.zeros((48, 64, 3), np.uint8)
    flat[:, :16] = 255  # the left edge becomes the upper one
    made = write_film(tmp_path / "flat.mp4", [flat] * 4)
    opened = Film(turned(made, tmp_path / "turned.mp4"))
    picture = next(opened.stills()).picture
    assert (opened.header.width_px, opened.header.height_px) == (48, 64)
    assert picture.shape[:2] == (64, 48)
    assert picture[:10].mean() > 200
    assert picture[24:].mean() < 30


def test_a_portrait_is_a_portrait(tmp_path):
    made = write_film(tmp_path / "tall.mp4", [grey(n, (48, 96)) for n in range(3)])
    assert Film(made).header.aspect == 0.5


def test_other_kinds_of_film_are_read_too(tmp_path):
    made = film(tmp_path, 12, "film.avi", codec="MJPG")
    assert len(list(Film(made).stills())) == 12


@pytest.mark.parametrize("content", [b"hello", b"ID3\x04" + bytes(500), b"\0" * 5000])
def test_what_is_no_film_is_refused(tmp_path, content):
    (tmp_path / "film.mp4").write_bytes(content)
    with pytest.raises(Refused, match="cannot be read as a film"):
        Film(tmp_path / "film.mp4")


def test_a_film_without_its_end_is_refused_when_that_cannot_be_read(tmp_path):
    whole = film(tmp_path, 40).read_bytes()
    (tmp_path / "half.mp4").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Refused, match="broken"):
        Film(tmp_path / "half.mp4")


def test_a_film_that_breaks_off_is_refused_with_how_much_of_it_there_is(tmp_path):
    whole = film(tmp_path, 90, "whole.avi", codec="MJPG").read_bytes()
    (tmp_path / "half.avi").write_bytes(whole[: len(whole) // 2])
    opened = Film(tmp_path / "half.avi")
    with pytest.raises(Refused, match=r"its pictures end after 2\.\d s of 6\.0 s"):
        list(opened.stills())


def test_a_single_picture_is_no_film(tmp_path):
    with pytest.raises(Refused, match="single picture"):
        Film(film(tmp_path, 1))


def test_a_name_that_opencv_would_take_for_a_camera_or_a_row_of_pictures_is_a_name(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    for name in ("0", "a%02d.mp4"):
        film(tmp_path).rename(tmp_path / name)
        assert len(list(Film(tmp_path / name).stills())) == 10


def test_no_picture_is_kept_that_was_passed_on(tmp_path):
    made = film(tmp_path, 60)
    seen, most = [], 0
    for still in Film(made).stills():
        seen.append(weakref.ref(still.picture))
        most = max(most, sum(one() is not None for one in seen))
    assert len(seen) == 60
    assert most <= 3


@pytest.mark.parametrize(
    ("colour", "light"),
    [((0, 0, 0), 0.0), ((255, 255, 255), 1.0), ((255, 0, 0), 0.114), ((0, 255, 0), 0.587)],
)
def test_light_is_what_an_eye_would_call_bright(colour, light):
    assert light_of(np.full((4, 6, 3), colour, np.uint8)) == pytest.approx(light, abs=1e-6)
