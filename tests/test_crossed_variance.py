"""Components of variance against a balanced analysis by hand, and against the matrices that define them."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.stats.crossed_variance import Components, CrossedVisits, can_be_separated, components


def crossed(visits):
    """Add visits up, each a place, a shopper, a group and a score."""
    scores = {}
    for *cell, score in visits:
        scores.setdefault(tuple(cell), []).append(score)
    return [CrossedVisits(*cell, len(own), sum(own), sum(x * x for x in own)) for cell, own in scores.items()]


def test_a_balanced_two_way_analysis_by_hand():
    """Two places, three shoppers, one visit each: 10 14 18 and 20 22 30.

    Means 14 and 24, 15 18 24, overall 19. SS places 3 · 50 = 150, shoppers 2 · (16 + 1 + 25) = 84, in all
    81 + 25 + 1 + 1 + 9 + 121 = 238; left over 4, on 2 degrees of freedom. Mean squares 150, 42, 2, so
    (150 - 2) / 3 for places and (42 - 2) / 2 for shoppers.
    """
    visits = [("A", "x", "", 10), ("A", "y", "", 14), ("A", "z", "", 18)]
    visits += [("B", "x", "", 20), ("B", "y", "", 22), ("B", "z", "", 30)]
    found = components(crossed(visits))
    assert found == Components(place=Fraction(148, 3), shopper=Fraction(20), rest=Fraction(2))
    assert found.shopper_share == Fraction(20) / (Fraction(148, 3) + 22)


def by_matrices(visits):
    """Equate three quadratic forms to their expectations, with whole matrices of visits."""
    places, shoppers, groups = (
        [[one[at] == v for v in sorted({x[at] for x in visits})] for one in visits] for at in (0, 1, 2)
    )
    place, shopper, group = (np.array(one, float) for one in (places, shoppers, groups))
    left = np.eye(len(visits)) - group @ np.linalg.pinv(group)
    forms = [left @ place @ np.linalg.pinv(place) @ left, left @ shopper @ np.linalg.pinv(shopper) @ left, left]
    scores = np.array([one[3] for one in visits], float)
    expected = [[np.trace(f @ place @ place.T), np.trace(f @ shopper @ shopper.T), np.trace(f)] for f in forms]
    return np.array(expected), [scores @ f @ scores for f in forms]


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from("stuvw"), st.sampled_from("xyz"), st.integers(0, 100)),
        min_size=20,
        max_size=40,
    )
)
def test_unequal_numbers_in_groups_solve_the_equations_of_henderson(visits):
    """Source: Searle, Casella and McCulloch (1992), Variance Components, §5.3, in matrices over single visits."""
    found = components(crossed(visits))
    if found:
        expected, squares = by_matrices(visits)
        solution = [float(part) for part in (found.place, found.shopper, found.rest)]
        assert expected @ solution == pytest.approx(squares, rel=1e-6, abs=1e-6)


def test_shoppers_who_only_ever_go_to_one_place_cannot_be_told_from_it():
    own = [(place, f"{place}{n}", "", n) for place in "AB" for n in range(3) for _ in range(2)]
    assert not can_be_separated(crossed(own))
    assert can_be_separated(crossed([(place, shopper, "", 1) for place in "AB" for shopper in "xyz"]))
    assert not can_be_separated(crossed([(place, shopper, "", 1) for place in "AB" for shopper in "xy"]))
    assert not can_be_separated(crossed([(place, shopper, "", 1) for place in "AB" for shopper in ("x", "y", "")]))
    assert not can_be_separated([])


def test_one_place_has_no_components():
    assert components(crossed([("A", shopper, "", n) for n, shopper in enumerate("xyzxyz")])) is None


def test_what_comes_out_below_nothing_has_no_share():
    assert Components(Fraction(-1), Fraction(1), Fraction(3)).shopper_share == Fraction(1, 4)
    assert Components(Fraction(0), Fraction(-1), Fraction(0)).shopper_share is None
