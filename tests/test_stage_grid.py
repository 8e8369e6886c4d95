"""Sites × stages: each cell has its value and base; what misses its target is framed and said; blanks are explained."""

import pytest

from drawn import fault, shapes, texts
from qshop.pages.stage_grid import GridCell, GridWords, stage_grid

WORDS = GridWords(
    title="Sites and stages",
    description="Two sites.",
    site="Site",
    below="below target",
    blank="not asked",
)


def grid(sites, stages, cells):
    return stage_grid(sites, stages, cells, WORDS, lambda value: f"{value:.0f}")


def test_each_cell_has_its_value_and_base_and_says_what_it_misses():
    cells = [[GridCell(90, "8"), GridCell(50, "7", is_below=True)], [GridCell(None, ""), GridCell(80, "8")]]
    drawing = grid(["Quay", "Yard"], ["Entry", "Exit"], cells)
    assert fault(drawing) == ""
    assert drawing.table.header == ["Site", "Entry", "Exit"]
    assert drawing.table.rows == [["Quay", "90 (8)", "50 (7), below target"], ["Yard", "not asked", "80 (8)"]]
    assert texts(drawing.svg) == [
        *("Entry", "Exit", "Quay", "90", "8", "50", "7", "Yard", "–", "80", "8"),
        *("below target", "–", "not asked"),
    ]
    assert [box.get("stroke") for box in shapes(drawing.svg, "rect")] == [None, "#a4460f", None, "#a4460f"]


def test_many_sites_stand_on_several_drawings_that_fit_on_paper():
    drawing = grid([f"S{n}" for n in range(65)], ["Entry"], [[GridCell(90, "8")]] * 65)
    titles = [part.split("</title>")[0] for part in drawing.svg.split("<title>")[1:]]
    assert titles == ["Sites and stages (1/3)", "Sites and stages (2/3)", "Sites and stages (3/3)"]
    assert len(drawing.table.rows) == 65


@pytest.mark.parametrize("stages", [0, 1, 8, 20])
def test_any_number_of_stages_and_any_name_has_room(stages):
    drawing = grid(["<b>" * 3000], ["x" * 9000] * stages, [[GridCell(100, "120")] * stages])
    assert fault(drawing) == ""
