"""Bed rotation as it is done (clinical-spec 3.2): knees from side to side, faults, other lying."""

from __future__ import annotations

import random
from collections.abc import Callable

from validation.bodies.body import Body
from validation.bodies.motions.motion import Motion
from validation.bodies.pose import Pose, blend
from validation.bodies.posture import supine, supine_legs
from validation.bodies.score import Mark, Score, Values
from validation.bodies.vectors import X, Z, turned

SWAY = {"drift": 1.0, "turn": 0.6}
PELVIS_FOLLOWS, CHEST_FOLLOWS = 0.85, 0.1
"""Shares of the knees' turn: with bent hips and knees together most of it is the pelvis rolling
(our choice)."""


def pose_of(body: Body, at: Values) -> Pose:
    """On the back, head at +x; ``turn`` is how far the knees lean to the left, in degrees.

    ``up`` raises the legs from flat to bent, ``planted`` puts the feet on the bed, ``drift`` tilts
    the thighs towards the feet, ``chest`` turns the chest.
    """
    rest = supine(body, at("arms"))
    planted = at("planted") > 0.5
    legs = supine_legs(body, at("thigh") - at("drift"), planted=planted)
    turn = at("turn")
    swung = {
        name: turned(way, X, turn if name.endswith("thigh") else turn * 0.8)
        for name, way in legs.items()
    }
    chest = turned(Z, X, at("chest") + CHEST_FOLLOWS * turn)
    raised: Pose = {
        **rest,
        **swung,
        "pelvis_left": turned(Z, X, PELVIS_FOLLOWS * turn),
        "chest_left": chest,
    }
    return blend({**rest, "chest_left": chest}, raised, at("up"))


class Player:
    """Writes excursions to one side and the other."""

    def __init__(self, body: Body, chance: random.Random) -> None:
        self.body, self.chance = body, chance
        planted = chance.random() < 0.25
        self.far = chance.uniform(15, 22) if planted else chance.uniform(16, 40)
        self.period = chance.uniform(2.4, 4.2)
        self.toward = chance.choice((-1, 1))
        self.score = Score(
            chance,
            SWAY,
            arms=chance.uniform(30, 75),
            planted=float(planted),
            thigh=chance.uniform(48, 58) if planted else chance.uniform(84, 98),
        )

    def get_in(self) -> None:
        """Lie flat, then draw the legs up."""
        score, chance = self.score, self.chance
        start = score.seconds
        score.stay(chance.uniform(0.5, 1.5))
        score.go(chance.uniform(1.5, 2.5), up=1.0)
        score.mark("getting_in", start)
        score.stay(chance.uniform(1.5, 3.0))

    def get_out(self) -> None:
        """Put the legs down."""
        score, chance = self.score, self.chance
        start = score.seconds
        score.stay(chance.uniform(0.5, 1.5))
        score.go(chance.uniform(1.5, 2.5), up=0.0)
        score.stay(1.0)
        score.mark("getting_out", start)


def excursion(player: Player, seconds: float | None = None, far: float | None = None) -> None:
    """To the next side and back to the middle."""
    score, chance = player.score, player.chance
    seconds = seconds or player.period * chance.uniform(0.85, 1.15)
    far = (far or player.far) * chance.uniform(0.88, 1.12)
    start = score.seconds
    score.go(seconds * 0.47, turn=far * player.toward)
    score.stay(seconds * 0.06)
    score.go(seconds * 0.47, turn=0.0)
    score.mark("excursion", start, side="l" if player.toward > 0 else "r", far=far)
    score.stay(chance.choice((0.0, 0.1, 0.1, 0.5)))
    player.toward = -player.toward


def fast(player: Player) -> None:
    """Four quick ones: dropped, not drifted."""
    start = player.score.seconds
    for _ in range(4):
        excursion(player, player.chance.uniform(0.9, 1.25))
    player.score.mark("bed_rotation.too_fast", start)


def _with(key: str, name: str, low: float, high: float) -> Callable[[Player], None]:
    def play(player: Player) -> None:
        start, sign = player.score.seconds, player.toward if name == "chest" else 1
        excursion(player)
        if name == "drift":
            excursion(player)
        end = player.score.seconds
        player.score.lay(name, start, end, sign * player.chance.uniform(low, high), 0.8)
        player.score.marks.append(Mark(key, start, end))

    return play


thighs_drift = _with("bed_rotation.thighs_drift", "drift", 28, 40)
chest_turns = _with("bed_rotation.chest_turns", "chest", 18, 28)


def knees_to_chest(player: Player) -> None:
    """Both thighs drawn to the chest and back, no turn."""
    score, chance = player.score, player.chance
    start = score.seconds
    for _ in range(chance.randint(1, 3)):
        score.go(chance.uniform(1.2, 2.0), drift=-chance.uniform(30, 45))
        score.go(chance.uniform(1.2, 2.0), drift=0.0)
    score.mark("negative", start, kind="knees_to_chest")


def lie_still(player: Player) -> None:
    """Nothing for some seconds."""
    start = player.score.seconds
    player.score.stay(player.chance.uniform(5, 10))
    player.score.mark("negative", start, kind="lying_still")


def legs_down_and_up(player: Player) -> None:
    """Legs stretched out and drawn up again."""
    score, chance = player.score, player.chance
    start = score.seconds
    score.go(chance.uniform(1.5, 2.5), up=0.0)
    score.stay(chance.uniform(1, 3))
    score.go(chance.uniform(1.5, 2.5), up=1.0)
    score.mark("negative", start, kind="legs_down_and_up")


Item = Callable[[Player], None]
FAULTS: tuple[Item, ...] = (fast, thighs_drift, chest_turns)
CONFUSERS: tuple[Item, ...] = (knees_to_chest, lie_still, legs_down_and_up)


def _play(player: Player, items: list[Item]) -> Motion:
    player.get_in()
    for item in items:
        item(player)
    player.get_out()
    return Motion("bed_rotation", player.body, player.score, pose_of)


def draw_good(body: Body, chance: random.Random) -> Motion:
    """Excursions in turn, sometimes a fault among them."""
    items: list[Item] = [excursion] * chance.randint(5, 10)
    if chance.random() < 0.45:
        items.insert(chance.randrange(2, len(items)), chance.choice(FAULTS))
    if chance.random() < 0.15:
        items.append(knees_to_chest)
    return _play(Player(body, chance), items)


def draw_nothing(body: Body, chance: random.Random) -> Motion:
    """Lying, drawing the knees up, stretching out: no turn."""
    return _play(Player(body, chance), [chance.choice(CONFUSERS) for _ in range(3)])
