"""A pinhole camera: from points in metres to places in the picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validation.bodies.vectors import Vec, Y, add, cross, dot, mul, sub, unit

Place = tuple[float, float, float]
"""x and y in 0..1 of width and height (y down), then the distance along the lens in metres."""

NEAREST_M, FARTHEST_M = 1.9, 3.6
"""The specification asks for 2 to 3 m (3.1 to 3.4); rooms are small and large (our choice)."""


@dataclass(frozen=True)
class Camera:
    """Where it stands and what it sees.

    Parameters
    ----------
    az_deg
        Around the person: 0 from +z, 90 from +x.
    target
        What it looks at, in metres.
    dist
        Level distance from the target, in metres.
    height
        Of the lens above the floor, in metres.
    roll_deg
        Tilt of the picture.
    focal
        Focal length in picture heights: 1.2 is 45 degrees high.
    size
        Width and height in pixels.
    """

    az_deg: float
    target: Vec
    dist: float
    height: float
    roll_deg: float
    focal: float
    size: tuple[int, int]

    @property
    def aspect(self) -> float:
        """Width by height."""
        return self.size[0] / self.size[1]

    def places(self, points: Sequence[Vec]) -> list[Place]:
        """Where points are in the picture."""
        az, roll = math.radians(self.az_deg), math.radians(self.roll_deg)
        eye = add(self.target, (self.dist * math.sin(az), 0.0, self.dist * math.cos(az)))
        eye = (eye[0], self.height, eye[2])
        ahead = unit(sub(self.target, eye))
        right = unit(cross(ahead, Y))
        up = cross(right, ahead)
        right, up = (
            add(mul(right, math.cos(roll)), mul(up, math.sin(roll))),
            add(mul(up, math.cos(roll)), mul(right, -math.sin(roll))),
        )
        found = []
        for point in points:
            way = sub(point, eye)
            far = max(0.2, dot(way, ahead))
            x = self.focal * dot(way, right) / far / self.aspect
            y = -self.focal * dot(way, up) / far
            found.append((0.5 + x, 0.5 + y, far))
        return found


def framed(
    camera: Camera, poses: Sequence[Sequence[Vec]], margin: float, fill: float = 1.0
) -> Camera:
    """Move and aim a camera until everything is inside the picture with a margin.

    Parameters
    ----------
    camera
        Its direction and height are kept; its distance as far as rooms allow, then its lens.
    poses
        Points of several moments.
    margin
        Share of the picture left free on each side.
    fill
        How much of the remaining room the person takes, 0.5 to 1.
    """
    for _ in range(6):
        places = [place for points in poses for place in camera.places(points)]
        left, right = min(p[0] for p in places), max(p[0] for p in places)
        top, low = min(p[1] for p in places), max(p[1] for p in places)
        need = max(right - left, low - top) / ((1 - 2 * margin) * fill)
        az = math.radians(camera.az_deg)
        per = camera.dist / camera.focal
        aside = ((left + right) / 2 - 0.5) * camera.aspect * per
        above = (0.5 - (top + low) / 2) * per
        target = add(camera.target, (aside * math.cos(az), above, -aside * math.sin(az)))
        dist = min(FARTHEST_M, max(NEAREST_M, camera.dist * need))
        focal = camera.focal * dist / (camera.dist * need)
        camera = replace(camera, target=target, dist=dist, focal=focal)
    return camera
