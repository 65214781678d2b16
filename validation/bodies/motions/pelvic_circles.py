"""Pelvic circles as they are done (clinical-spec 3.4): circles, parts of circles, taps, dabs."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import LEFT_RIGHT, Pose
from validation.bodies.posture import both, head, named, sides, step_to
from validation.bodies.score import Mark, Score, Values
from validation.bodies.vectors import Vec, X, Y, Z, add, mul, turned, unit

ANKLE_Y = 0.08
SWAY = {"lean": 0.7, "drop": 0.5, "pitch": 0.8, "wide": 0.008}


def pose_of(body: Body, at: Values) -> Pose:
    """Facing +z, the weight on one leg, the other leg on its circle; fingertips on the wall.

    ``weight`` runs from -1 (on the left leg) over 0 (both) to 1 (right); ``turn`` counts turns;
    ``wide`` is the radius and ``aside`` ``ahead`` the middle, in lengths of the leg.
    """
    weight, reach = at("weight"), 0.988 * body.leg
    over = -weight * body.hip_half * 0.9
    drop = at("drop") * weight  # the free side falls
    pelvis_left = turned(X, Z, drop)
    lean = turned(Y, Z, at("lean") * weight)
    spine = turned(lean, X, at("pitch"))
    chest_left = turned(X, Z, at("lean") * weight * 0.9)
    hips = (over, ANKLE_Y + reach + abs(weight) * 0.004, 0.0)
    pose: dict[str, Vec] = {
        "hips": hips,
        "lumbar": turned(spine, Z, -0.2 * drop),
        "thorax": spine,
        "pelvis_left": pelvis_left,
        "chest_left": chest_left,
        **head(unit(add(spine, mul(Z, 0.12))), Z, X),
        **both("upper_arm", unit((0.0, -0.75, 0.66))),
        **named("forearm", sides(unit((0.1, 0.3, 0.95)), unit((-0.1, 0.3, 0.95)))),
        **both("hand", Y),
        **both("foot", unit((0.0, -0.15, 1.0))),
    }
    for side, sign in zip(LEFT_RIGHT, (1, -1), strict=True):
        hip = add(hips, mul(pelvis_left, sign * body.hip_half))
        pose |= _leg(body, side, sign, hip, at)
    return pose


def _leg(body: Body, side: str, sign: int, hip: Vec, at: Values) -> dict[str, Vec]:
    foot = (sign * body.hip_half, ANKLE_Y, 0.0)
    free = max(0.0, at("weight") * sign) * at("off")
    if free > 0:
        turn = 2 * math.pi * at("turn")
        aside = at("aside") + at("wide") * math.cos(turn)
        ahead = at("ahead") + at("wide") * math.sin(turn)
        aside, ahead = aside * free * body.leg, ahead * free * body.leg
        high = free * body.leg * at("up") * (1 - at("dab"))
        foot = (hip[0] + sign * aside, foot[1] + high, hip[2] + ahead)
    thigh, shin = step_to(body, hip, foot, Z)
    return {f"{side}_thigh": thigh, f"{side}_shin": shin}


class Player:
    """Writes the circles of one leg after the other."""

    def __init__(self, body: Body, chance: random.Random) -> None:
        self.body, self.chance = body, chance
        self.wide = chance.uniform(0.085, 0.19)
        self.period = chance.uniform(2.9, 4.8)
        self.side, self.way = "l", 1
        self.score = Score(
            chance,
            SWAY,
            up=chance.uniform(0.075, 0.13),
            aside=self.wide + chance.uniform(-0.04, 0.12),
            ahead=chance.uniform(-0.08, 0.12),
            turn=chance.random(),  # where on its circle the foot begins
        )

    def stand(self, side: str) -> None:
        """Weight on one leg, the other foot off the floor to where its circle begins."""
        score, chance = self.score, self.chance
        self.side, self.way = side, chance.choice((-1, 1))
        start = score.seconds
        score.go(chance.uniform(0.8, 1.5), weight=1.0 if side == "r" else -1.0)
        score.go(chance.uniform(0.8, 1.4), off=1.0, wide=self.wide)
        score.mark("getting_in", start)
        score.stay(chance.uniform(0.0, 1.0))

    def both_feet(self) -> None:
        """Foot down, weight on both."""
        score, chance = self.score, self.chance
        score.stay(chance.uniform(0.0, 0.8))
        score.go(chance.uniform(0.8, 1.4), off=0.0, wide=0.0)
        score.go(chance.uniform(0.6, 1.2), weight=0.0)
        score.stay(chance.uniform(1.0, 3.0))

    def turn(self, turns: float, seconds: float) -> None:
        """Part of a circle, one circle or more, at an even pace."""
        after = self.score.now("turn") + turns * self.way
        self.score.go_evenly(seconds, turn=after)


def circle(player: Player, seconds: float | None = None) -> None:
    """One full turn."""
    start = player.score.seconds
    player.turn(1, seconds or player.period * player.chance.uniform(0.9, 1.1))
    player.score.mark("circle", start, side=player.side, wide=player.wide)


def fast(player: Player) -> None:
    """Two or three turns much too fast."""
    start = player.score.seconds
    for _ in range(player.chance.randint(2, 3)):
        circle(player, player.chance.uniform(1.1, 1.6))
    player.score.mark("pelvic_circles.too_fast", start)


def _with(key: str, name: str, low: float, high: float) -> Callable[[Player], None]:
    def play(player: Player) -> None:
        start, count = player.score.seconds, player.chance.randint(1, 2)
        for _ in range(count):
            circle(player)
        end = player.score.seconds
        player.score.lay(name, start, end, player.chance.uniform(low, high), 0.8)
        player.score.marks.append(Mark(key, start, end))

    return play


lean = _with("pelvic_circles.lean", "lean", 17, 24)
hip_drop = _with("pelvic_circles.hip_drop", "drop", 17, 23)


def dab(player: Player) -> None:
    """The foot touches the floor between two circles: back in its place, or out where it was."""
    score, chance = player.score, player.chance
    start, home = score.seconds, chance.random() < 0.6
    down, up = ({"off": 0.0}, {"off": 1.0}) if home else ({"dab": 1.0}, {"dab": 0.0})
    score.go(chance.uniform(0.35, 0.55), **down)
    score.stay(chance.uniform(0.3, 0.6))
    score.go(chance.uniform(0.35, 0.55), **up)
    score.mark("pelvic_circles.foot_dab", start, side=player.side, home=home)
    score.stay(chance.uniform(0.1, 0.5))


def half_circle(player: Player) -> None:
    """Part of a turn, and the same way back."""
    start, part = player.score.seconds, player.chance.uniform(0.25, 0.4)
    player.turn(part, player.period * part)
    player.score.stay(player.chance.uniform(0.2, 0.8))
    player.turn(-part, player.period * part)
    player.score.mark("negative", start, kind="half_circle")
    player.score.stay(0.3)


def tap(player: Player) -> None:
    """The foot to the side and back along a line."""
    score, chance = player.score, player.chance
    start, home = score.seconds, score.now("aside")
    for _ in range(chance.randint(1, 3)):
        score.go(chance.uniform(0.6, 1.2), aside=home + chance.uniform(0.15, 0.25))
        score.go(chance.uniform(0.6, 1.2), aside=home)
    score.mark("negative", start, kind="tap")


Item = Callable[[Player], None]
FAULTS: tuple[Item, ...] = (fast, lean, hip_drop, dab)
CONFUSERS: tuple[Item, ...] = (half_circle, tap, dab)


def _play(player: Player, items_of: Callable[[], list[Item]]) -> Motion:
    player.score.stay(player.chance.uniform(2.5, 4.0))
    first = player.chance.choice("lr")
    for side in (first, "r" if first == "l" else "l"):
        player.stand(side)
        for item in items_of():
            item(player)
        player.both_feet()
    return Motion("pelvic_circles", player.body, player.score, pose_of)


def draw_good(body: Body, chance: random.Random) -> Motion:
    """Circles on both legs, sometimes a fault or a part of a circle among them."""

    def items() -> list[Item]:
        drawn: list[Item] = [circle] * chance.randint(3, 6)
        for among, share in ((FAULTS, 0.4), (CONFUSERS, 0.25)):
            if chance.random() < share:
                drawn.insert(chance.randrange(1, len(drawn) + 1), chance.choice(among))
        return drawn

    return _play(Player(body, chance), items)


def draw_nothing(body: Body, chance: random.Random) -> Motion:
    """Shifting weight, tapping, half circles: no full turn."""
    return _play(Player(body, chance), lambda: [chance.choice(CONFUSERS) for _ in range(3)])
