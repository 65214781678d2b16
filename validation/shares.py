"""How sure a share or a rate is: Wilson intervals for shares, Garwood's for counts (95 %)."""

from __future__ import annotations

import math

Z95 = 1.959963984540054


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson 1927), in 0..1; everything is possible when n is 0."""
    if n == 0:
        return (0.0, 1.0)
    share, spread = hits / n, Z95 * Z95 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return (max(0.0, middle - half), min(1.0, middle + half))


def garwood(count: int) -> tuple[float, float]:
    """95 % interval of a count of chance events (Garwood 1936)."""
    low = 0.0 if count == 0 else _mean_where(count - 1, 0.975)
    return (low, _mean_where(count, 0.025))


def _mean_where(most: int, probability: float) -> float:
    """Return the Poisson mean at which ``most`` or fewer events have this probability."""
    low, high = 0.0, most + 10 + 6 * math.sqrt(most + 1)
    for _ in range(80):
        mean = (low + high) / 2
        if _at_most(most, mean) > probability:
            low = mean
        else:
            high = mean
    return (low + high) / 2


def _at_most(most: int, mean: float) -> float:
    if mean == 0:
        return 1.0
    logs = (n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(most + 1))
    return math.fsum(math.exp(one) for one in logs)


def told(hits: int, n: int) -> str:
    """Return a share as people read it: ``19 of 20 = 95 % (76–99)``."""
    if n == 0:
        return "–"
    low, high = wilson(hits, n)
    return f"{hits} of {n} = {percent(hits / n)} % ({percent(low)}–{percent(high)})"


def percent(share: float) -> str:
    """Whole percents; 100 only when nothing is missing, 0 only when there is nothing."""
    whole = round(100 * share)
    if whole == 100 and share < 1:
        return f"{math.floor(1000 * share) / 10:.1f}"
    if whole == 0 and share > 0:
        return f"{math.ceil(1000 * share) / 10:.1f}"
    return str(whole)
