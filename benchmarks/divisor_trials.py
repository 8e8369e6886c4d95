"""What the weighted variance of a census may be divided by: as R does, by 1 − q, and by c (stats/clusters.py)."""

import numpy as np
from scipy.special import logit, stdtrit
from simulated_visits import Design, Shares, simulated

DIVISORS = ("R", "1 − q", "c")


def covered_by(design: Design, sets: int, seed: int) -> dict[str, float]:
    """Return in how many percent of sets the interval of the mean score holds it, by each of the divisors."""
    found = simulated(np.random.default_rng(seed), design, sets, np.zeros(design.visits))
    w = found.weight.astype(np.float64)
    y = found.met / design.asked
    total = w.sum((1, 2))
    p, true = ((w * of).sum((1, 2)) / total for of in (y, np.broadcast_to(found.true, w.shape)))
    holds = {}
    for name, (variance, freedom) in _variances(w, y, p).items():
        certain = (p < 1e-9) | (p > 1 - 1e-9) | (variance < 1e-15)
        p_ = np.where(certain, 0.5, p)
        reach = stdtrit(freedom, 0.975) * np.sqrt(variance) / total / (p_ * (1 - p_))
        holds[name] = 100 * float(np.mean((np.abs(logit(true) - logit(p_)) <= reach) | certain))
    return holds


def _variances(w: Shares, y: Shares, p: Shares) -> dict[str, tuple[Shares, Shares]]:
    """Return (Σw)² V and the degrees of freedom of each set of visits."""
    one, two, three = ((w**power).sum(2) for power in (1, 2, 3))
    q, visits = two / one**2, w.shape[2]
    squares = ((w * (y - ((w * y).sum(2) / one)[:, :, None])) ** 2).sum(2)
    z = w * (y - p[:, None, None])
    of_r = visits / (visits - 1) * ((z - z.mean(2, keepdims=True)) ** 2).sum((1, 2))
    freedom = (1 / q - 1).sum(1)
    c = 1 - 2 * three / (one * two) + q
    plain = np.full(len(p), float(w.shape[1] * (visits - 1)))
    return dict(
        zip(
            DIVISORS,
            [(of_r, plain), ((squares / (1 - q)).sum(1), freedom), ((squares / c).sum(1), freedom)],
            strict=True,
        )
    )
