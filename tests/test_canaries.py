"""What a shopper typed is nowhere but in the store and in `rejects/`: a canary in every cell, sought in every output."""

import csv
import io
import json
from itertools import product

import pytest

from qshop.cli.main import run
from qshop.debrief.readers import READERS
from qshop.programme.scalars import METADATA
from support import front

HEADER = (
    "visit_id,questionnaire,version,site,date,time_in,time_out,scenario,service,purpose,status,attempts,shopper,weight"
)
HEADER += ",desk_staff,q1,q1_comment,q1_evidence,q2,q2_comment,q2_evidence,q3,comment"
SOUND = "v1,front,2,S01,2026-03-01,10:00,10:20,,,regular,completed,1,S7,,D4,yes,,,yes,,,3,"
COLUMNS = HEADER.split(",")
SHOWN = ("visit_id", "service")
"""The columns of codes that are no person's, which figures are told apart by."""
FREE = ("q1_comment", "q1_evidence", "q2_comment", "q2_evidence", "comment")
"""The columns in which any text is accepted."""
CANARIES = ["Jane Canary", "canary@example.org", "CanaryRoe", "+33 6 12 34 CANARY", "canary.jpg", "=canary"]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    root = front(tmp_path)
    settings = (root / "qshop.yaml").read_text(encoding="utf-8")
    if "staff_informed" not in settings:
        (root / "qshop.yaml").write_text(settings + "ethics:\n  staff_informed: 2026-01-01\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def row(**cells):
    return {**dict(zip(COLUMNS, SOUND.split(","), strict=True)), **cells}


def cells(names):
    """Give (column, canary) for every canary in every column but those of codes that are no person's."""
    return product([name for name in names if name not in SHOWN], CANARIES)


def table(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def everything_said(desk, capsys):
    """Run every command that shows something of visits, in every format, and give all that it prints and writes."""
    commands = [["check"], ["check", "--format", "json"], ["score", "--format", "json"], ["score", "--format", "csv"]]
    commands += [["score", "--by", key] for key in ("visit", "shopper", "site", "criterion", "stage", "service")]
    commands += [["debrief", "--for", reader, "--out", "pages"] for reader in READERS]
    for command in commands:
        run(command)
    printed = capsys.readouterr()
    pages = [f"{page}\n{page.read_text(encoding='utf-8')}" for page in desk.glob("pages/**/*.*")]
    return "\n".join([printed.out, printed.err, *pages])


def test_no_rejected_cell_is_repeated(desk, capsys):
    rows = [row(**{"visit_id": f"v{n}", name: canary}) for n, (name, canary) in enumerate(cells(COLUMNS))]
    (desk / "export.csv").write_text(table([row(visit_id="sound"), *rows]), encoding="utf-8")
    assert run(["ingest", "export.csv"]) == 1
    assert "canary" not in everything_said(desk, capsys).casefold()
    kept = "".join(path.read_text(encoding="utf-8-sig") for path in desk.glob("rejects/*.csv"))
    assert "canary" in kept.casefold()


def test_no_accepted_word_leaves_its_visit(desk, capsys):
    rows = [row(visit_id=f"v{n}", q1="no", **{name: canary}) for n, (name, canary) in enumerate(cells(FREE))]
    (desk / "export.csv").write_text(table(rows), encoding="utf-8")
    run(["ingest", "export.csv"])
    said = everything_said(desk, capsys)
    assert "canary" not in said.casefold()


@pytest.mark.parametrize("name", ["shopper", "desk_staff"])
def test_a_name_in_the_store_of_an_older_version_is_rejected_unquoted(desk, capsys, name):
    (desk / "export.csv").write_text(table([row()]), encoding="utf-8")
    run(["ingest", "export.csv"])
    (stored,) = desk.glob("visits/*/front-v2.csv")
    rows = list(csv.DictReader(io.StringIO(stored.read_text(encoding="utf-8"))))
    rows[0][name] = "Jane Canary"
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    stored.write_text(text.getvalue(), encoding="utf-8")
    capsys.readouterr()
    said = everything_said(desk, capsys)
    assert f"QS302 {name}: this may be a name" in said
    assert "canary" not in said.casefold()


def test_nothing_of_a_rejected_moment_is_repeated(desk, capsys):
    (desk / "export.csv").write_text(table([row()]), encoding="utf-8")
    columns = ["visit_id", "time", "step", "feeling", "thought", "evidence"]
    sound = dict(zip(columns, ["v1", "10:01", "Desk", "neutral", "", ""], strict=True))
    hidden = ("visit_id", "time", "feeling", "thought", "evidence")
    lines = [sound | {name: canary} for name, canary in product(hidden, CANARIES)]
    (desk / "moments.csv").write_text(
        "\n".join([",".join(columns), *(",".join(line.values()) for line in lines)]) + "\n", encoding="utf-8"
    )
    run(["ingest", "export.csv", "moments.csv"])
    assert "canary" not in everything_said(desk, capsys).casefold()


def test_a_file_without_its_header_tells_nothing(desk, capsys):
    lines = [",".join(row(comment=canary).values()) for canary in CANARIES]
    (desk / "export.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run(["ingest", "export.csv"]) == 1
    assert "canary" not in everything_said(desk, capsys).casefold()


@pytest.mark.parametrize("canary", ["Jane Canary", "Canary, Jane", "canary@example.org", "0033 612 34 56 78"])
def test_a_header_that_may_be_personal_is_told_by_its_place(desk, capsys, canary):
    header, *rest = table([row()]).splitlines()
    (desk / "export.csv").write_text("\n".join([f'{header},"{canary}"', *(f"{r},x" for r in rest)]), encoding="utf-8")
    assert run(["ingest", "export.csv"]) == 1
    said = everything_said(desk, capsys)
    assert f"unknown column: {header.count(',') + 2} (a text of {len(canary)} characters)" in said
    assert not any(part in said.casefold() for part in ("canary", "612"))


def test_nothing_in_a_json_file_is_repeated(desk, capsys):
    visits = [{**row(visit_id=f"v{n}"), name: canary} for n, (name, canary) in enumerate(cells(COLUMNS))]
    (desk / "export.json").write_text(json.dumps({"format": 1, "visits": visits}), encoding="utf-8")
    run(["ingest", "export.json"])
    (desk / "other.json").write_text(json.dumps({"format": 1, CANARIES[0]: []}), encoding="utf-8")
    run(["ingest", "other.json"])
    assert "canary" not in everything_said(desk, capsys).casefold()


def test_every_column_of_a_visit_has_had_its_canary():
    assert set(METADATA) - set(COLUMNS) == {"wave", "channel"}
