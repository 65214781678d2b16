"""Motion signals with a known number of repetitions, for tests: rest, movement, rest."""

import math
import random


def sampled(shape, seconds, fps=30.0, *, seed=None, start_s=0.0):
    """Samples of a shape over time; uneven steps of 0.7 to 1.3 times the usual with a seed."""
    chance = random.Random(seed)
    found, t_s = [], 0.0
    while t_s <= seconds:
        found.append((start_s + t_s, shape(t_s)))
        t_s += (chance.uniform(0.7, 1.3) if seed is not None else 1.0) / fps
    return found


def wave(n, period_s, *, still_s=1.0, hold_share=0.0, heights=(1.0,)):
    """n excursions from 0 to their height and back, smooth, held at the top for a share."""

    def shape(t_s):
        at = (t_s - still_s) / period_s
        if not 0 <= at < n:
            return 0.0
        part = at % 1
        ramp = (1 - hold_share) / 2
        up = min(1.0, part / ramp, (1 - part) / ramp)
        return heights[int(at) % len(heights)] * (1 - math.cos(math.pi * up)) / 2

    return shape, 2 * still_s + n * period_s


def folded(n, period_s, *, rest_deg=146.0, swing_deg=55.0, still_s=1.0):
    """n times to one side and the other, of an angle that folds back at 180 degrees."""

    def shape(t_s):
        at = (t_s - still_s) / period_s
        angle = rest_deg - (swing_deg * math.sin(2 * math.pi * at) if 0 <= at < n else 0.0)
        return 180 - abs(180 - angle)

    return shape, 2 * still_s + n * period_s


def changed(samples, *, times=1.0, plus=0.0, noise=0.0, seed=0):
    """Scale, shift, tremble."""
    chance = random.Random(seed)
    return [(t_s, times * (v + chance.gauss(0, noise)) + plus) for t_s, v in samples]


def holed(samples, *, seed, longest=0.5, often=0.01):
    """Every tenth sample gone and gaps of up to half a second."""
    chance = random.Random(seed)
    until, found = -1.0, []
    for t_s, v in samples:
        if chance.random() < often:
            until = t_s + chance.uniform(0.1, longest)
        found.append((t_s, None if t_s < until or chance.random() < 0.1 else v))
    return found
