"""A movement as it is done: a body, a score, and the pose that the values of the score mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from validation.bodies.body import Body
from validation.bodies.pose import Pose, landmarks
from validation.bodies.score import Score, Values
from validation.bodies.vectors import Vec


@dataclass(frozen=True)
class Motion:
    """What somebody does.

    Parameters
    ----------
    exercise
        With which coach it is judged.
    body
        Whose bones.
    score
        Values over time and what was meant.
    pose_of
        From values to pose.
    about
        Choices that matter for the truth, e.g. ``form``.
    """

    exercise: str
    body: Body
    score: Score
    pose_of: Callable[[Body, Values], Pose]
    about: dict[str, object] = field(default_factory=dict)

    def landmarks(self, at_s: float) -> list[Vec]:
        """33 points in metres at one time."""
        return landmarks(self.body, self.pose_of(self.body, self.score.at(at_s)))
