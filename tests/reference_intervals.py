"""Intervals worked out visit by visit and in the plainest way, from the published method alone; nothing of qshop is used.

A visit reached `y` of `a` (a score of 1, or criteria met of those asked), at a site, by a shopper (blank: not recorded),
with a weight, and is of a kind. Kinds count for shares of the whole. Exact numbers are fractions until the last step.
"""

from fractions import Fraction
from math import exp, log, sqrt
from typing import NamedTuple

from scipy import stats

Z = stats.norm.ppf(0.975)


class Visit(NamedTuple):
    """What one visit reached, and where it stands."""

    site: str
    y: Fraction | int
    a: Fraction | int = 1
    shopper: str = ""
    weight: Fraction = Fraction(1)
    kind: str = ""


class Term(NamedTuple):
    """What one visit adds to the error of a share: z = ω · e, where ω is its weight in the whole."""

    site: str
    shopper: str
    omega: Fraction
    z: Fraction


def share(visits, shares=None):
    """The share reached: of each kind Σ w·y / Σ w·a, and of kinds by their shares."""
    return sum(part * rate(of_kind) for part, of_kind in parts(visits, shares))


def rate(visits):
    return sum((v.weight * v.y for v in visits), Fraction()) / sum(v.weight * v.a for v in visits)


def parts(visits, shares):
    if not shares:
        return [(Fraction(1), visits)]
    return [(part, [visit for visit in visits if visit.kind == kind]) for kind, part in shares.items()]


def terms(visits, shares=None, *, one_rate=False):
    """ω = share · w / Σ w·a and e = y − p·a, each with the p of its kind; with `one_rate`, with that of all."""
    found = []
    for part, of_kind in parts(visits, shares):
        p, asked = rate(of_kind), sum(visit.weight * visit.a for visit in of_kind)
        p = share(visits, shares) if one_rate else p
        for visit in of_kind:
            omega = part * visit.weight / asked
            found.append(Term(visit.site, visit.shopper, omega, omega * (visit.y - p * visit.a)))
    return found


def by(found, key):
    groups = {}
    for term in found:
        groups.setdefault(getattr(term, key), []).append(term)
    return list(groups.values())


def q_of(found):
    """Σω² / (Σω)²: one over the number of equal visits that would weigh like these."""
    return sum(term.omega**2 for term in found) / sum(term.omega for term in found) ** 2


def kept_of(found, *, is_alone):
    """What part of σ² · Σω² is left in Σ (z − ω·ē)²: 1 − q in a single stratum, else by what that sum is expected to be."""
    if is_alone:
        return 1 - q_of(found)
    total, squares, cubes = (sum(term.omega**power for term in found) for power in (1, 2, 3))
    return 1 - 2 * cubes / (total * squares) + squares / total**2


def centred(found):
    """z taken from the mean of its group, ē = Σz / Σω."""
    mean = sum(term.z for term in found) / sum(term.omega for term in found)
    return [term._replace(z=term.z - term.omega * mean) for term in found]


def square_sum(found):
    return sum(term.z**2 for term in found)


def census(found, kinds=1):
    """Sites as strata: the variance and its degrees of freedom; none (0) where only single visits of one kind."""
    sites = by(found, "site")
    if all(len(site) == 1 for site in sites):
        sites = [found]
    several, single = ([site for site in sites if (len(site) > 1) is many] for many in (True, False))
    within = [(square_sum(centred(site)), kept_of(site, is_alone=len(sites) == 1), site) for site in several]
    variance = sum(squares / kept for squares, kept, _ in within)
    freedom = sum(1 / q_of(site) - 1 for site in several)
    if single:
        pooled = sum(squares for squares, _, _ in within) / sum(
            kept * sum(term.omega**2 for term in site) for _, kept, site in within
        )
        variance += pooled * sum(term.omega**2 for [term] in single)
    if kinds > 1:
        left = freedom - (kinds - 1)
        if left < 1:
            return 0, 0
        variance, freedom = variance * freedom / left, left
    return with_shoppers(variance, freedom, [term for site in sites for term in centred(site)])


def with_shoppers(variance, freedom, found):
    """Visits by the same shopper are alike, too: never less than the variance over shoppers."""
    if not are_recorded(found) or not variance:
        return variance, freedom
    return max(variance, over_clusters(by(found, "shopper"))), min(freedom, len(by(found, "shopper")) - 1)


def are_recorded(found):
    return all(term.shopper for term in found) and len(by(found, "shopper")) > 1


def over_clusters(clusters):
    return Fraction(len(clusters), len(clusters) - 1) * sum(sum(term.z for term in one) ** 2 for one in clusters)


def sample(found):
    """Sites as clusters, and shoppers across them."""
    sites, shoppers = by(found, "site"), by(found, "shopper")
    variance, freedom = over_clusters(sites), len(sites) - 1
    if are_recorded(found) and variance:
        of_visits = over_clusters([[term] for term in found])
        variance = max(variance, variance + over_clusters(shoppers) - of_visits)
        freedom = min(len(sites), len(shoppers)) - 1
    return variance, freedom


def interval(visits, claim, *, shares=None, is_rate):
    """The limits of the share, for these sites (`census`) or for the network (`sample`)."""
    p, found = share(visits, shares), terms(visits, shares)
    kinds = len(shares or [""])
    sites = by(found, "site")
    is_census = claim == "census" or len(sites) == 1
    variance, freedom = census(found, kinds) if is_census else sample(found)
    if not freedom:  # too few visits for their kinds
        variance, freedom = census(terms(visits, shares, one_rate=True))
    of_yeses = is_rate or all(visit.y in (0, visit.a) for visit in visits)
    if of_yeses and is_census:
        variance = max(variance, p * (1 - p) / asked_like(visits, shares))
    alone = len(sites) == 1 if is_census else len(sites) == len(visits)
    alone = alone and not (are_recorded(found) and len(by(found, "shopper")) < len(visits))
    same = len({visit.weight for visit in visits}) == 1 and all(visit.a == 1 for visit in visits) and kinds == 1
    if p in (0, 1) or variance == 0 or not freedom or (of_yeses and alone and same):
        return wilson(float(p), float(1 / q_of(found)))
    return logit_t(float(p), float(variance), float(freedom))


def asked_like(visits, shares=None):
    """How many yeses asked with equal weights would say as much: 1 / Σ ω²·a."""
    return 1 / sum(
        part**2 * sum(v.weight**2 * v.a for v in of_kind) / sum(v.weight * v.a for v in of_kind) ** 2
        for part, of_kind in parts(visits, shares)
    )


def wilson(p, n):
    """Wilson (1927): the shares that a score test does not refuse."""
    middle, reach = p + Z**2 / (2 * n), Z * sqrt(p * (1 - p) / n + (Z / (2 * n)) ** 2)
    return max(0.0, (middle - reach) / (1 + Z**2 / n)), min(1.0, (middle + reach) / (1 + Z**2 / n))


def logit_t(p, variance, freedom):
    """Korn and Graubard (1999): t around the logit, turned back."""
    reach = stats.t.ppf(0.975, freedom) * sqrt(variance) / (p * (1 - p))
    return tuple(expit(log(p / (1 - p)) + sign * reach) for sign in (-1, 1))


def expit(x):
    return 1 / (1 + exp(-x)) if x > -700 else 0.0
