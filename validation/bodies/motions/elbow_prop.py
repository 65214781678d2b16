"""Elbow prop as it is done (clinical-spec 3.1): up, hold, breaks, faults, and planks."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.motions.prop import pose_of
from validation.bodies.score import Mark, Score

SWAY = {"lift": 0.5, "head": 2.0, "rock": 0.4}


class Player:
    """Writes a prop and what happens in it."""

    def __init__(self, body: Body, chance: random.Random) -> None:
        self.body, self.chance = body, chance
        most = 27 if body.upper_arm / body.trunk > 0.55 else 25
        self.lift = chance.uniform(16.0, most)
        self.score = Score(chance, SWAY, down=1.0, low=1.0)

    def get_in(self) -> None:
        """Lie there from the start, or come down from kneeling."""
        score, chance = self.score, self.chance
        start = score.seconds
        if chance.random() < 0.5:
            score.go(0.02, down=0.0, low=0.0)
            score.stay(chance.uniform(0.5, 1.5))
            score.go(chance.uniform(1.8, 2.8), down=1.0)
            score.stay(chance.uniform(0.2, 1.0))
            score.go(chance.uniform(2.0, 3.2), low=1.0)
            score.mark("getting_in", start)
        score.stay(chance.uniform(2.0, 4.0))

    def up(self) -> None:
        """Raise the chest onto the elbows."""
        self.score.go(self.chance.uniform(1.2, 2.4), lift=self.lift)

    def down(self) -> None:
        """Lie flat again, sometimes get up."""
        score, chance = self.score, self.chance
        score.go(chance.uniform(1.0, 2.0), lift=0.0)
        score.stay(chance.uniform(1.5, 4.0))
        if chance.random() < 0.3:
            start = score.seconds
            score.go(chance.uniform(2.0, 3.0), low=0.0)
            score.go(chance.uniform(1.6, 2.4), down=0.0)
            score.mark("getting_out", start)


def still(player: Player) -> None:
    """Quiet seconds in position."""
    player.score.stay(player.chance.uniform(4.0, 9.0))


def short_break(player: Player) -> None:
    """Out of position for less than two seconds: the clock runs on."""
    _break(player, player.chance.uniform(0.1, 0.5), player.chance.uniform(0.35, 0.5))


def long_break(player: Player) -> None:
    """Flat for clearly more than two seconds: the clock pauses."""
    _break(player, player.chance.uniform(3.0, 6.0), player.chance.uniform(0.8, 1.4))


def _break(player: Player, flat_s: float, ramp_s: float) -> None:
    start = player.score.seconds
    player.score.go(ramp_s, lift=player.chance.uniform(0, 4))
    player.score.stay(flat_s)
    player.score.go(ramp_s, lift=player.lift)
    player.score.mark("break", start)


def sinking(player: Player) -> None:
    """The chest sinks between the shoulders."""
    low, chance = player.chance.uniform(5.5, 9), player.chance
    _fault(player, "elbow_prop.sinking", {"lift": low, "shrug": 22}, chance.uniform(3, 5))


def hips_lifted(player: Player) -> None:
    """The hips come off the floor."""
    high = player.chance.uniform(0.24, 0.36)
    _fault(player, "elbow_prop.hips_lifted", {"hips": high}, player.chance.uniform(3, 5))


def head_back(player: Player) -> None:
    """The head is thrown back."""
    back = player.chance.uniform(95, 110)
    _fault(player, "elbow_prop.head_back", {"head": back}, player.chance.uniform(3, 5))


def _fault(player: Player, key: str, values: dict[str, float], seconds: float) -> None:
    score, chance = player.score, player.chance
    before = {name: score.now(name) for name in values}
    start = score.seconds
    score.go(chance.uniform(0.7, 1.2), **values)
    score.stay(seconds)
    score.go(chance.uniform(0.7, 1.2), **before)
    score.marks.append(Mark(key, start, score.seconds))
    score.stay(chance.uniform(2.0, 4.0))


def plank(player: Player) -> None:
    """An elbow plank, hips level with the shoulders: never in position."""
    _other(player, "plank")


def press_up(player: Player) -> None:
    """Pressed up on the hands: too high."""
    _other(player, "press")


def _other(player: Player, name: str) -> None:
    score, chance = player.score, player.chance
    start = score.seconds
    score.go(chance.uniform(1.0, 2.0), **{name: 1.0})
    score.stay(chance.uniform(4.0, 9.0))
    score.go(chance.uniform(1.0, 2.0), **{name: 0.0})
    score.mark("negative", start, kind=name)


Item = Callable[[Player], None]
FAULTS: tuple[Item, ...] = (sinking, hips_lifted, head_back)


def draw_good(body: Body, chance: random.Random) -> Motion:
    """One prop with breaks and faults by chance, sometimes a plank or press-up afterwards."""
    return _play(
        body, chance, "elbow_prop", (((short_break,), 0.3), ((long_break,), 0.3), (FAULTS, 0.5))
    )


def draw_hold(body: Body, chance: random.Random) -> Motion:
    """The self-test: up as long as it goes; down for longer than a moment is another try."""
    breaks = (((short_break,), 0.3), ((long_break,), 0.5), ((head_back,), 0.2))
    return _play(body, chance, "prone_hold", breaks)


def _play(
    body: Body,
    chance: random.Random,
    exercise: str,
    breaks: Sequence[tuple[tuple[Item, ...], float]],
) -> Motion:
    player = Player(body, chance)
    player.get_in()
    player.up()
    still(player)
    for among, share in breaks:
        if chance.random() < share:
            chance.choice(among)(player)
            still(player)
    still(player)
    player.down()
    if chance.random() < 0.25 and player.score.now("low") == 1.0:
        chance.choice((plank, press_up))(player)
        player.score.stay(2.0)
    return Motion(exercise, body, player.score, pose_of)


def draw_nothing(body: Body, chance: random.Random, exercise: str = "elbow_prop") -> Motion:
    """Lying flat, planking, pressing up, resting on all fours: no prop at all."""
    player = Player(body, chance)
    player.get_in()
    for _ in range(chance.randint(1, 2)):
        chance.choice((plank, plank, press_up, _flat))(player)
        player.score.stay(chance.uniform(1.5, 3.0))
    return Motion(exercise, body, player.score, pose_of)


def _flat(player: Player) -> None:
    start = player.score.seconds
    player.score.stay(player.chance.uniform(6, 12))
    player.score.mark("negative", start, kind="lying_flat")
