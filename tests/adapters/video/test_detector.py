import numpy as np
import pytest

from backfour.adapters.video.detector import anchors, clearest

ORIGINS = anchors(224)


def answer(*people):
    """What the network says of people: (anchor, logit, shift in pixels)."""
    raw = np.zeros((len(ORIGINS), 12), np.float32)
    raw[:, 2:4] = 56
    logits = np.full(len(ORIGINS), -9, np.float32)
    for anchor, logit, shift in people:
        raw[anchor, [0, 4, 6, 8, 10]] = shift
        logits[anchor] = logit
    return raw, logits


def test_there_is_an_anchor_for_every_row_of_the_network():
    assert ORIGINS.shape == (2254, 2)
    assert ORIGINS[0] == pytest.approx([4 / 224, 4 / 224])
    assert ORIGINS[2] == pytest.approx([12 / 224, 4 / 224])
    assert ORIGINS[-1] == pytest.approx([208 / 224, 208 / 224])


def test_nobody_is_nobody():
    assert clearest(*answer(), ORIGINS, 224) is None
    assert clearest(*answer((700, -0.01, 0)), ORIGINS, 224) is None


def test_boxes_of_one_person_are_averaged_by_how_sure_they_are():
    raw, logits = answer((700, 2.0, 0.0), (701, 0.0, 8.0))
    row = clearest(raw, logits, ORIGINS, 224)
    sure = 1 / (1 + np.exp(-2.0)), 0.5
    assert ORIGINS[700] == pytest.approx(ORIGINS[701])
    shift = sure[1] * 8 / 224 / sum(sure)
    assert row[0] == pytest.approx(ORIGINS[700][0] + shift, abs=1e-6)
    assert row[4] == pytest.approx(ORIGINS[700][0] + shift, abs=1e-6)
    assert row[5] == pytest.approx(ORIGINS[700][1], abs=1e-6)


def test_of_two_people_the_surer_one_is_taken_alone():
    row = clearest(*answer((0, 3.0, 0.0), (2253, 2.0, 0.0)), ORIGINS, 224)
    assert row[:2] == pytest.approx(ORIGINS[0])
