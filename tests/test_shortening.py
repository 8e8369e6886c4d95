"""Names cut to a width: at the end where that keeps them apart, else in the middle, else at the start."""

import pytest

from qshop.pages.shortening import fitting, shortened


@pytest.mark.parametrize(
    ("names", "width", "shown"),
    [
        (["Mill", "Kestrel Hall"], 8, ["Mill", "Kestrel…"]),
        (["North Tower", "South Tower"], 8, ["North T…", "South T…"]),
        (["Harbour Gate 1", "Harbour Gate 2"], 8, ["Harb…e 1", "Harb…e 2"]),
        (["Harbour 1 Gate", "Harbour 2 Gate"], 8, ["…1 Gate", "…2 Gate"]),
        (["no_answer_late", "no_answer_long"], 8, ["no_a…ate", "no_a…ong"]),
        (["店舗北店舗北", "店舗南"], 6, ["店舗…", "店舗南"]),
    ],
)
def test_names_are_cut_where_they_are_alike(names, width, shown):
    assert shortened(names, width) == dict(zip(names, shown, strict=True))


def test_where_no_cut_keeps_names_apart_the_width_is_wider():
    names = ["The hall of the east quay here", "The hall of the west quay here"]
    assert shortened(names, 8) is None
    assert fitting(names, 8) == 14
    assert set(shortened(names, 14).values()) == {"…ast quay here", "…est quay here"}


def test_a_name_that_looks_like_another_one_cut_is_seen():
    assert shortened(["Kestrel Hall", "Kestrel…"], 8) == {"Kestrel Hall": "Kest…all", "Kestrel…": "Kestrel…"}
