"""What a provider could learn about another from its page, its mail and the names of its files: nothing."""

import re

import pytest

from desk import FILES, VISITS
from qshop.cli.main import run
from support import programme

SITES = """\
format: 1
teams:
  - {id: guests_ltd, name: Guests Ltd, provider: true, people: 12}
  - {id: canary_co, name: Canary and Sons, provider: true, people: 12}
sites:
  - {id: A1, name: North gate, teams: {desk: guests_ltd, leaving: canary_co}}
  - {id: CANARY-2, name: Canary Wharf, teams: {desk: canary_co, leaving: canary_co}}
"""
LEAVING = FILES["criteria/leaving.yaml"].replace("Staff say goodbye", "The canary sings")
DECLARED = FILES["qshop.yaml"].replace("2026-01-15}", "2026-01-15, uses: [improvement]}") + "privacy: {quotes: all}\n"
PROGRAMME = FILES | {
    "sites.yaml": re.sub(r"name: ([^,]*)", r"name: {en: \1, fr: \1, tr: \1}", SITES),
    "criteria/leaving.yaml": LEAVING,
    "qshop.yaml": DECLARED,
}
EXPORT = VISITS.replace("B2", "CANARY-2").replace("nobody there", "a canary told me")


def handed_out(root, export):
    """Write all that is handed to Guests Ltd; give the texts by path."""
    programme(root, PROGRAMME | {"export.csv": export})
    command = ["--project", str(root)]
    assert run([*command, "build-questionnaire", "--format", "csv"]) == 0
    assert run([*command, "ingest", str(root / "export.csv")]) == 0
    out = root / "out"
    assert run([*command, "debrief", "--for", "team", "guests_ltd", "--format", "md,html", "--out", str(out)]) == 0
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.*")}


def test_no_name_code_site_standard_or_remark_of_another_is_handed_out(tmp_path):
    pages = handed_out(tmp_path, EXPORT)
    assert sorted(pages) == [
        f"autumn/team-guests_ltd/{name}" for name in ("debrief.en.html", "debrief.en.md", "mail.en.txt")
    ]
    for path, page in pages.items():
        assert "canary" not in page.casefold(), path
        assert "Guests Ltd" in page, path


@pytest.mark.parametrize(
    ("change", "other"),
    [
        ("answers at another's stage", lambda row: re.sub(r",\d$", ",1", row)),
        ("answers at a site of another", lambda row: row.replace(",no,", ",yes,") if "CANARY" in row else row),
    ],
)
def test_what_is_handed_out_does_not_depend_on(tmp_path, change, other):
    header, *rows = EXPORT.splitlines()
    changed = "\n".join([header, *map(other, rows)]) + "\n"
    assert changed != EXPORT, change
    first, second = handed_out(tmp_path / "first", EXPORT), handed_out(tmp_path / "second", changed)
    assert {path: same_visits(page) for path, page in first.items()} == {
        path: same_visits(page) for path, page in second.items()
    }


def same_visits(page):
    """Leave out the fingerprint of the visits, which is of every answer."""
    return re.sub(r"\d{4}-\d{4}-\d{4}", "", page)
