"""The prescriptions that a criterion points to, and the one that no mystery visit may suggest."""

import pytest

from desk import FILES
from qshop.findings.prescriptions import first_prescription
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages
from qshop.io.starter import starter_files
from qshop.io.write import write_files
from support import programme

PAY = "{id: g3k, from_visits: false, text: {en: Tie pay to quality., fr: Payez la qualité., tr: Kaliteyi ödeyin.}}"


def first(tmp_path, gaps):
    """Give the prescription of a criterion that points to `gaps`."""
    files = FILES | {
        "criteria/gaps.yaml": FILES["criteria/gaps.yaml"].replace("{id: g3d", f"{PAY}, {{id: g3d"),
        "criteria/desk.yaml": FILES["criteria/desk.yaml"].replace("[g2f, g3d]", gaps),
    }
    found = first_prescription("desk_greeting", load(programme(tmp_path, files)).programme)
    return found and found.id


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [("[g3d, g2f]", "g3d"), ("[g3]", None), ("[g3, g3d]", "g3d"), ("[g3k, g3d]", "g3d"), ("[g3k]", None), ("[]", None)],
)
def test_the_first_prescription_is_suggested_but_never_what_must_not_follow_from_visits(tmp_path, gaps, expected):
    assert first(tmp_path, gaps) == expected


def test_a_new_programme_has_an_aim_for_every_gap_and_keeps_pay_away_from_visits(tmp_path):
    write_files(starter_files(tmp_path, packaged_languages(), {}))
    gaps = load(tmp_path).programme.gaps
    assert {gap.id: gap.aim["en"] for gap in gaps} == {
        "g1": "Learn what customers expect",
        "g2": "Set the right service-quality standards",
        "g3": "Make sure performance meets the standards",
        "g4": "Make sure delivery matches the promises",
    }
    assert [p.id for gap in gaps for p in gap.prescriptions if not p.from_visits] == ["g3k"]
