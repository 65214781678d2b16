"""Bird-dog as it is done (clinical-spec 3.3): holds, faults, and what is mistaken for it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from validation.bodies.body import Body
from validation.bodies.motions.fours import pose_of
from validation.bodies.motions.motion import Motion
from validation.bodies.score import Mark, Score

SWAY = {
    "rock": 0.5,
    "roll": 0.4,
    "look": 2.0,
    "l_arm_deg": 1.2,
    "r_arm_deg": 1.2,
    "l_leg_deg": 0.8,
    "r_leg_deg": 0.8,
}


def other(side: str) -> str:
    """Return the opposite side."""
    return "r" if side == "l" else "l"


class Player:
    """Writes lifts, faults and confusers into a score, one after the other."""

    def __init__(self, body: Body, chance: random.Random, form: str) -> None:
        self.body, self.chance, self.form = body, chance, form
        self.pace = chance.uniform(0.75, 1.3)
        self.inch = chance.uniform(0.075, 0.13)
        self.score = Score(
            chance,
            SWAY,
            stood=1.0,
            l_arm_deg=chance.uniform(-7, 3),
            r_arm_deg=chance.uniform(-7, 3),
            l_elbow=chance.uniform(0, 12),
            r_elbow=chance.uniform(0, 12),
            l_leg_deg=chance.uniform(-8, 1),
            r_leg_deg=chance.uniform(-8, 1),
            hands=chance.uniform(-0.03, 0.05),
        )

    def get_in(self) -> None:
        """From standing or kneeling to all fours, then still for the start pose."""
        score, chance = self.score, self.chance
        start = score.seconds
        if chance.random() < 0.5:
            score.stay(chance.uniform(0.3, 1.0))
            score.go(chance.uniform(1.8, 3.0), stood=0.0)
        else:
            score.go(0.02, stood=0.0)
            score.stay(chance.uniform(0.5, 1.5))
        score.go(chance.uniform(1.6, 3.0), down=1.0)
        score.mark("getting_in", start)
        score.stay(chance.uniform(2.5, 4.5))

    def get_out(self) -> None:
        """Back up."""
        start = self.score.seconds
        self.score.stay(self.chance.uniform(0.5, 1.5))
        self.score.go(self.chance.uniform(1.5, 2.5), down=0.0)
        self.score.stay(self.chance.uniform(0.2, 1.0))
        self.score.mark("getting_out", start)

    def lift(
        self,
        arm: str | None,
        leg: str | None,
        plateau_s: float,
        kind: str,
        *,
        knee: float | None = None,
        leg_deg: float | None = None,
        arm_below: float = 0.0,
    ) -> tuple[float, float]:
        """Raise, hold and lower; the leg by the player's form. Return the still part."""
        score, chance = self.score, self.chance
        raised: dict[str, float] = {}
        if arm:
            raised[f"{arm}_arm"] = 1.0
        if leg and self.form == "leg_straight":
            raised[f"{leg}_leg"] = 1.0
        elif leg:
            raised[f"{leg}_knee"] = self.inch if knee is None else knee
        kept = {}
        if leg and leg_deg is not None:
            kept[f"{leg}_leg_deg"] = leg_deg
        if arm and arm_below:
            kept[f"{arm}_arm_deg"] = -arm_below
        before = {name: score.now(name) for name in kept}
        score.go(0.2, **kept)
        start = score.seconds
        score.go(chance.uniform(1.4, 2.2) * self.pace, **raised)
        still = score.seconds
        score.stay(plateau_s)
        end = score.seconds
        score.go(chance.uniform(1.4, 2.2) * self.pace, **dict.fromkeys(raised, 0.0))
        score.go(0.2, **before)
        score.mark("lift", start, arm=arm, leg=leg, kind=kind, still=(still, end), form=self.form)
        return still, end

    def rest(self) -> None:
        """Breathe between two holds."""
        self.score.stay(self.chance.uniform(1.5, 4.0))


def right_pair(player: Player, side: str, plateau_s: float | None = None) -> None:
    """One good hold, mostly long enough."""
    chance = player.chance
    long_s, short_s = chance.uniform(5.0, 7.0), chance.uniform(1.0, 3.2)
    seconds = plateau_s or (long_s if chance.random() < 0.75 else short_s)
    player.lift(side, other(side), seconds, player.form)


def wrong_pair(player: Player, side: str) -> None:
    """Arm and leg of the same side, the leg straight so that it is seen."""
    _straight(player, lambda: player.lift(side, side, player.chance.uniform(4.8, 6), "wrong_pair"))
    player.score.mark("bird_dog.wrong_pair", *_last_still(player))


def arm_alone(player: Player, side: str) -> None:
    """Only the arm."""
    player.lift(side, None, player.chance.uniform(4.8, 6.0), "half")


def leg_alone(player: Player, side: str) -> None:
    """Only the leg, straight."""
    _straight(player, lambda: player.lift(None, side, player.chance.uniform(4.8, 6.0), "half"))


def _straight(player: Player, play: Callable[[], object]) -> None:
    form, player.form = player.form, "leg_straight"
    play()
    player.form = form


def _last_still(player: Player) -> tuple[float]:
    return (next(m for m in reversed(player.score.marks) if m.what == "lift").start_s,)


def leg_too_high(player: Player, side: str) -> None:
    """A good pair with the leg (or the bent knee) far too high."""
    chance = player.chance
    if player.form == "leg_straight":
        player.lift(
            side, other(side), chance.uniform(5, 6), player.form, leg_deg=chance.uniform(17, 28)
        )
        key = "bird_dog.leg_too_high"
    else:
        player.lift(
            side, other(side), chance.uniform(5, 6), player.form, knee=chance.uniform(0.36, 0.5)
        )
        key = "bird_dog.knee_too_high"
    player.score.mark(key, *_last_still(player))


def arm_low(player: Player, side: str) -> None:
    """The arm hangs: never in position."""
    below = player.chance.uniform(38, 50)
    player.lift(side, other(side), player.chance.uniform(5, 6), "arm_low", arm_below=below)
    player.score.mark("bird_dog.arm_low", *_last_still(player))


def _with_bump(key: str, name: str, low: float, high: float) -> Callable[[Player, str], None]:
    def play(player: Player, side: str) -> None:
        chance = player.chance
        still, end = player.lift(side, other(side), chance.uniform(5.2, 6.5), player.form)
        peak = chance.uniform(low, high)
        sign = 1 if name != "roll" or side == "l" else -1
        player.score.lay(name, still + 0.4, end - 0.2, sign * peak, 0.8)
        player.score.marks.append(Mark(key, still + 0.4, end - 0.2))

    return play


back_sags = _with_bump("bird_dog.back_sags", "sag", 0.15, 0.20)
head_up = _with_bump("bird_dog.head_up", "look", 35, 50)
hip_turn = _with_bump("bird_dog.hip_turn", "roll", 16, 28)


def cat_stretch(player: Player, _: str) -> None:
    """Back arched and rounded a few times, hands and knees staying."""
    score, chance = player.score, player.chance
    start = score.seconds
    for _n in range(chance.randint(2, 3)):
        score.go(chance.uniform(1.5, 2.5), cat=chance.uniform(18, 30), look=-25)
        score.stay(chance.uniform(0.3, 1.5))
        score.go(chance.uniform(1.5, 2.5), cat=chance.uniform(-18, -8), look=20)
        score.stay(chance.uniform(0.3, 1.5))
    score.go(1.5, cat=0, look=0)
    score.mark("negative", start, kind="cat_stretch")


def childs_pose(player: Player, _: str) -> None:
    """Back onto the heels, still, and up again."""
    score, chance = player.score, player.chance
    start = score.seconds
    score.go(chance.uniform(1.5, 3.0), child=1.0)
    score.stay(chance.uniform(3.0, 7.0))
    score.go(chance.uniform(1.5, 3.0), child=0.0)
    score.mark("negative", start, kind="childs_pose")


def arm_rotation(player: Player, side: str) -> None:
    """One arm opened to the ceiling, the chest turning with it, both knees down."""
    score, chance = player.score, player.chance
    start = score.seconds
    twist = chance.uniform(25, 45) * (-1 if side == "l" else 1)
    score.go(chance.uniform(1.5, 2.5), twist=twist, **{f"{side}_open": 1.0})
    score.stay(chance.uniform(1.0, 5.5))
    score.go(chance.uniform(1.5, 2.5), twist=0.0, **{f"{side}_open": 0.0})
    score.mark("negative", start, kind="arm_rotation")


def rocking(player: Player, _: str) -> None:
    """Weight shifted forward and back."""
    score, chance = player.score, player.chance
    start = score.seconds
    for _n in range(chance.randint(1, 3)):
        score.go(chance.uniform(1.0, 2.0), rock=chance.uniform(15, 30))
        score.go(chance.uniform(1.0, 2.0), rock=0.0)
    score.mark("negative", start, kind="rocking")


FAULTS = (leg_too_high, back_sags, wrong_pair, arm_low, head_up, hip_turn, arm_alone, leg_alone)
CONFUSERS = (cat_stretch, childs_pose, arm_rotation, rocking, arm_alone, leg_alone)


def play(
    body: Body,
    chance: random.Random,
    form: str,
    items: Sequence[Callable[[Player, str], None]],
) -> Motion:
    """Get in, do the items on alternating sides with rests between, get out."""
    player = Player(body, chance, form)
    player.get_in()
    side = chance.choice("lr")
    for item in items:
        item(player, side)
        player.rest()
        side = other(side)
    player.get_out()
    return Motion("bird_dog", body, player.score, pose_of, {"form": form})


def draw_good(body: Body, chance: random.Random) -> Motion:
    """Some holds of the right pair, long and short, sometimes a fault or a confuser among them."""
    items: list[Callable[[Player, str], None]] = [right_pair] * chance.randint(2, 5)
    for among, share in ((FAULTS, 0.45), (CONFUSERS, 0.3)):
        if chance.random() < share:
            items.insert(chance.randrange(len(items) + 1), chance.choice(among))
    return play(body, chance, chance.choice(("knee_inch", "leg_straight")), items)


def draw_nothing(body: Body, chance: random.Random) -> Motion:
    """All fours without one bird-dog."""
    items = [chance.choice(CONFUSERS) for _ in range(chance.randint(2, 4))]
    return play(body, chance, chance.choice(("knee_inch", "leg_straight")), items)
