"""Figures today: whatever a person edits, `qshop diff` says exactly what becomes of what `qshop score` prints."""

import io
import json
import random
import re
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qshop.cli.main import run
from qshop.io.folder import load
from qshop.programme.check import NEEDED_TO_COMPILE, check
from qshop.programme.compile import next_version
from qshop.programme.frozen_file import content, to_yaml
from qshop.score.keys import KEYS
from revisions import commit, edit, repository
from scoring import DESKS, frozen
from support import programme

SCOPES = ("programme", "site", "stage", "criterion", "team", "owner", "wave", "region", "type", "visit")


def visits(seed=5, number=14):
    """Return the files of visits of every kind, the same for the same seed."""
    chance = random.Random(seed)
    rows = ["visit_id,questionnaire,version,site,date,scenario,channel,status,greeted,wait,flowers,goodbye,door"]
    for place in range(number):
        site, status = chance.choice(["S1", "S2"]), chance.choice(["", "", "", "no_service", "void"])
        answers = [
            chance.choice(["yes", "yes", "no", "na"]),
            chance.choice(["10", "60"]),
            chance.choice(["yes", "no", ""]),
        ]
        door, goodbye = chance.choice(["1", "3", "4", ""]), chance.choice(["yes", "no"]) if site == "S1" else ""
        where = [chance.choice(["guest", "supplier"]), chance.choice(["face_to_face", "phone"]), status]
        cells = ["", "", "", goodbye, ""] if status == "no_service" else [*answers, goodbye, door]
        day = f"2026-{chance.choice(['03', '06', '07', '09'])}-{chance.choice(['05', '15', '28'])}"
        rows.append(",".join([f"V{place}", "onsite", chance.choice("12"), site, day, *where, *cells]))
    return by_wave("\n".join(rows) + "\n")


def by_wave(text):
    """Return the files of visits, each in the folder of the wave that its visits are of when they are taken in."""
    header, *rows = text.splitlines(keepends=True)
    waves = {"spring": [row for row in rows if re.search("-0[1-6]-", row)]}
    waves["autumn"] = [row for row in rows if row not in waves["spring"]]
    return {f"visits/{wave}/onsite.csv": header + "".join(part) for wave, part in waves.items()}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Return the content of the files of a programme with two frozen versions, which stay text: bytes must not change."""
    folder, desks = tmp_path_factory.mktemp("base"), {path: text.replace("?", "") for path, text in DESKS.items()}
    frozen(folder, desks | {"qshop.yaml": DESKS["qshop.yaml"] + "scoring: {min_answered: 60, minimum_base: 3}\n"})
    frozen(folder, {"criteria/desk.yaml": desks["criteria/desk.yaml"].replace("points: 0.3", "points: 0.6")})
    texts = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    return {path: text if "/v" in path else yaml.load(text, yaml.BaseLoader) for path, text in texts.items()}


# Edits: each changes the content of files as a person would, by what `draw` gives


def site_of(files, draw):
    return draw(st.sampled_from(files["sites.yaml"]["sites"]))


def criterion_of(files, draw):
    path = draw(st.sampled_from(["criteria/desk.yaml", "criteria/leaving.yaml"]))
    return draw(st.sampled_from(files[path]["criteria"]))


def set_or_drop(part, key, draw, *values):
    value = draw(st.sampled_from([*values, None]))
    part.pop(key, None)
    if value is not None:
        part[key] = value


def edit_wave(files, draw):
    wave = draw(st.sampled_from(files["qshop.yaml"]["waves"]))
    key, values = draw(
        st.sampled_from(
            [
                ("id", ["spring", "winter"]),
                ("from", ["2026-01-01", "2026-03-06", "2026-07-01", "2026-07-06"]),
                ("to", ["2026-06-10", "2026-06-30", "2026-09-10", "2026-12-31"]),
                ("questionnaires", [["onsite"], ["call"]]),
            ]
        )
    )
    wave[key] = draw(st.sampled_from(values))


def drop_wave(files, draw):
    waves = files["qshop.yaml"]["waves"]
    waves.pop(draw(st.integers(0, len(waves) - 1))) if len(waves) > 1 else None


def edit_policy(files, draw):
    policy = files["qshop.yaml"].setdefault("scoring", {})
    set_or_drop(policy, "plus", draw, "bonus", "apart")
    set_or_drop(policy, "min_answered", draw, "60", "95")
    set_or_drop(policy, "minimum_base", draw, "2", "3", "7")
    set_or_drop(policy, "priorities", draw, {"must": "5", "plus": "1"})
    set_or_drop(policy, "stages", draw, {"desk": "1", "leaving": "3"})


def edit_settings(files, draw):
    set_or_drop(files["qshop.yaml"], "targets", draw, {"score": "60"}, {"score": "90", "stages": {"desk": "70"}})
    set_or_drop(files["qshop.yaml"], "mix", draw, {"scenario": "equal"}, {"scenario": {"guest": "3", "supplier": "1"}})


def edit_site(files, draw):
    site = site_of(files, draw)
    set_or_drop(site, "region", draw, "north", "south")
    set_or_drop(site, "type", draw, "gate", "shop")
    since = [{"tags": ["staffed"]}, {"tags": [], "from": "2026-06-10"}]
    set_or_drop(site, "tags", draw, ["staffed"], ["staffed", "lift"], ["lift"], since)


def edit_teams(files, draw):
    spells = [{"team": "red"}, {"team": "blue", "from": draw(st.sampled_from(["2026-03-10", "2026-07-01"]))}]
    set_or_drop(site_of(files, draw).setdefault("teams", {}), "desk", draw, "green", "red", spells)
    set_or_drop(site_of(files, draw).setdefault("teams", {}), "leaving", draw, "blue", "red")


def edit_sites(files, draw):
    sites = files["sites.yaml"]["sites"]
    change = draw(st.sampled_from(["add", "remove", "rename"]))
    if change == "add" and len(sites) < 3:
        sites.append({"id": "S3"})
    elif change == "rename":
        sites[0]["id"] = "S9"
    elif len(sites) > 1:
        sites.pop()


def edit_criterion(files, draw):
    criterion = criterion_of(files, draw)
    set_or_drop(criterion, "owner", draw, "desk_manager")
    set_or_drop(criterion, "weight", draw, "0.5", "3")
    set_or_drop(criterion, "applies", draw, {"tags": ["staffed"]}, {"scenario": ["guest"]}, {"sites": ["S2"]})
    criterion["priority"] = draw(st.sampled_from(["must", "plus"]))
    criterion["status"] = draw(st.sampled_from(["validated", "retired"]))
    set_or_drop(criterion, "critical", draw, "true")


def edit_points(files, draw):
    door = files["criteria/leaving.yaml"]["criteria"][1]["questions"][0]
    set_or_drop(door, "points", draw, {"1": "0", "2": "0", "3": "0.5", "4": "1"})
    set_or_drop(door, "met", draw, "0.3", "1")


def reorder(files, _draw):
    files["criteria/stages.yaml"]["stages"].reverse()
    files["criteria/leaving.yaml"]["criteria"].reverse()


def edit_questionnaire(files, draw):
    questionnaire = files["questionnaires/onsite.yaml"]
    set_or_drop(questionnaire, "rescore_as", draw, {"1": "2"}, {"2": "1"})
    set_or_drop(questionnaire, "not_criteria", draw, ["desk_flowers"])
    questionnaire["scenarios"] = questionnaire["scenarios"][: draw(st.integers(1, 2))]


def edit_version(files, draw):
    """Freeze the questionnaire as it is now (after the other edits), or take a frozen version away."""
    if draw(st.booleans()):
        files["freeze"] = True
    else:
        files.pop("questionnaires/onsite/v2.yaml", None)


EDITS = [edit_wave, drop_wave, edit_policy, edit_settings, edit_site, edit_teams, edit_sites, edit_criterion]
EDITS += [edit_points, reorder, edit_questionnaire, edit_version]


def edited(files, data):
    """Return files after one to three edits."""
    files = deepcopy(files)
    for change in data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), label="edits"):
        change(files, data.draw)
    return files


def write(root, files):
    """Write files in place of those that stand there, freeze what is to be frozen, and return all of them."""
    freeze = files.pop("freeze", False)
    for path in [*root.glob("*.yaml"), *root.glob("criteria/*.yaml"), *root.glob("questionnaires/**/*.yaml")]:
        path.unlink()
    programme(root, {path: part if isinstance(part, str) else yaml.safe_dump(part) for path, part in files.items()})
    loaded = load(root)
    assume(not loaded.diagnostics)
    version, is_new = next_version(loaded.programme, "onsite") if freeze and not _faulty(loaded) else (None, False)
    if is_new:
        files |= {f"questionnaires/onsite/v{version.version}.yaml": to_yaml(content(version))}
        return write(root, files)
    return files


def _faulty(loaded):
    return check(loaded.programme, NEEDED_TO_COMPILE)


def printed(root, *arguments):
    """Return what a command prints; what it says of rows that it leaves out is of no interest here."""
    output, talk = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(talk):
        assert run(["--project", str(root), *arguments]) in (0, 1), talk.getvalue()
    return output.getvalue()


def scores(root):
    """Return what `score` prints, as text by scope, and as figures by scope and cell."""
    texts = {
        scope: printed(root, "score", "--by", scope.removeprefix("programme"), "--format", "json") for scope in SCOPES
    }
    figures = {}
    for scope, text in texts.items():
        for row in json.loads(text)["rows"]:
            pairs = {key: row.pop(key) for key in [*row] if key in KEYS}
            cell = frozenset((key, value) for key, value in pairs.items() if value or key == scope)
            figures[scope, cell] = row
    return texts, figures


def told(row, side):
    """Return one side of a figure in `diff`, as `score` prints it: nothing, where it prints no such row."""
    figure = {name.removesuffix(side): value for name, value in row.items() if name.endswith(side)}
    return None if set(figure.values()) == {None} else figure


def cell_of(row):
    split = {(key, row[key]) for key in row if key in KEYS}
    return frozenset(split | {(row["scope"], row["id"])} if row["scope"] in KEYS else split)


@settings(max_examples=10)
@given(st.data())
def test_diff_says_what_score_prints_before_and_after_any_edit(base, tmp_path_factory, data):
    root = repository(tmp_path_factory.mktemp("edited"), visits())
    files = write(root, edited(base, data) if data.draw(st.booleans(), label="an earlier edit") else deepcopy(base))
    commit(root, {})
    texts, before = scores(root)
    write(root, edited(files, data))
    texts_after, after = scores(root)
    rows = [r for r in json.loads(printed(root, "diff", "--format", "json"))["rows"] if r["row"] == "figures_today"]

    if not rows:
        assert texts_after == texts
    figures = [row for row in rows if row["effect"] == "figure" and row["scope"] in SCOPES]
    changes = {(row["scope"], cell_of(row)): (told(row, "_before"), told(row, "_after")) for row in figures}
    sides = {cell: (before.get(cell), after.get(cell)) for cell in {*before, *after}}
    always = {cell: both for cell, both in sides.items() if rows and cell[0] in ("programme", "site", "stage")}
    assert changes == always | {cell: (old, new) for cell, (old, new) in sides.items() if old != new}


HEADER = "visit_id,questionnaire,version,site,date,scenario,channel,status,greeted,wait,flowers,goodbye,door\n"
STORE = HEADER + "".join(
    f"V{place},onsite,1,{site},2026-{month}-05,guest,phone,,yes,10,yes,{goodbye},{door}\n"
    for place, (site, month, goodbye, door) in enumerate(
        [("S1", "03", "yes", "4"), ("S1", "07", "no", "1"), ("S2", "03", "", "4"), ("S2", "07", "", "2")]
    )
)
FATES = {
    "a wave ends earlier": (
        {"qshop.yaml": [("to: 2026-12-31", "to: 2026-07-04")]},
        "V1 (S1), V3 (S2) would be rejected: date: 2026-07-05 is outside every wave",
        "V1 (S1), V3 (S2) would no longer be rejected: date: 2026-07-05 is outside every wave",
    ),
    "a site is gone": (
        {"sites.yaml": [("  - {id: S2, region: south, type: gate, teams: {desk: green}}\n", "")]},
        "V2 (S2), V3 (S2) would be rejected: site: “S2” is no site of the programme",
        "V2 (S2), V3 (S2) would no longer be rejected: site: “S2” is no site of the programme",
    ),
    "a site gains what a criterion depends on": (
        {"sites.yaml": [("region: south", "region: south, tags: [staffed]")]},
        "V2 (S2), V3 (S2) would be left unscored: too much of what applies is blank",
        "V2 (S2), V3 (S2) would no longer be left unscored: enough of what applies is answered",
    ),
    "a site loses what a criterion depends on": (
        {"sites.yaml": [("    tags: [staffed]\n", "")]},
        "V0 (S1), V1 (S1) would be rejected: goodbye: answered, but the question does not apply to this visit",
        "V0 (S1), V1 (S1) would no longer be rejected: goodbye: answered, but the question does not apply to this visit",
    ),
    "a team came earlier": (
        {"sites.yaml": [("2026-04-01", "2026-03-01")]},
        "V0 (S1) would move to another team of desk: red → blue",
        "V0 (S1) would move to another team of desk: blue → red",
    ),
    "a site leaves its region": (
        {"sites.yaml": [("region: south, ", "")]},
        "V2 (S2), V3 (S2) would move to another region: south → none",
        "V2 (S2), V3 (S2) would move to another region: none → south",
    ),
    "a wave reaches further": (
        {"qshop.yaml": [("to: 2026-06-30", "to: 2026-07-10"), ("from: 2026-07-01", "from: 2026-07-11")]},
        "V1 (S1), V3 (S2) would move to another wave: autumn → spring",
        "V1 (S1), V3 (S2) would move to another wave: spring → autumn",
    ),
    "a frozen version is gone": (
        {"questionnaires/onsite/v1.yaml": ""},
        "V0 (S1), V1 (S1), V2 (S2), V3 (S2) would be rejected: the questions of these visits are not known: no questionnaire is frozen yet",
        "V0 (S1), V1 (S1), V2 (S2), V3 (S2) would no longer be rejected: the questions of these visits are not known: no questionnaire is frozen yet",
    ),
}


@pytest.mark.parametrize("change", FATES)
def test_the_visits_that_an_edit_rejects_leaves_out_or_moves_are_named(change, tmp_path):
    edits, fate, back = FATES[change]
    frozen(tmp_path, DESKS)
    root = commit(repository(tmp_path, by_wave(STORE)), edits)
    assert told_of_visits(root, "HEAD~1", "HEAD") == fate
    assert told_of_visits(root, "HEAD", "HEAD~1") == back


def told_of_visits(root, *revisions):
    text = printed(root, "diff", *revisions)
    return " ".join(text[text.index("\nVisits\n") :].split("\n\n")[0].split()).removeprefix("Visits ")


def test_of_many_visits_of_one_fate_some_are_named_and_all_are_counted(tmp_path):
    frozen(tmp_path, DESKS)
    row = "V{},onsite,1,S2,2026-03-05,guest,phone,,yes,10,yes,,4\n"
    root = repository(tmp_path, by_wave(HEADER + "".join(map(row.format, range(10, 40)))))
    edit(root, {"sites.yaml": [("region: south", "region: west")]})
    named = "V10 (S2), V11 (S2), V12 (S2), V13 (S2), V14 (S2)"
    text = printed(root, "diff")
    assert f"\n  {named} and 25 more would move to another region: south →\n  west\n" in text
    assert ", 30 visits moved\n" in text


def test_visits_that_moved_with_their_folder_are_the_same_visits(tmp_path):
    frozen(tmp_path, DESKS)
    root = repository(tmp_path, by_wave(STORE))
    edit(root, {"qshop.yaml": [("name: Two desks", "name: Two desks\ndata: answers")]})
    assert "4 → 0 visits: " in printed(root, "diff")
    (root / "visits").rename(root / "answers")
    assert "\n\nno figure would change\n" in printed(root, "diff")


def test_rows_that_no_state_accepts_are_counted_and_change_nothing(tmp_path, capsys):
    frozen(tmp_path, DESKS)
    root = repository(tmp_path, by_wave(STORE + "V9,onsite,1,S1,2025-03-05,guest,phone,,,,,,\n"))
    edit(root, {"sites.yaml": [("region: south", "region: west")]})
    assert run(["--project", str(root), "diff"]) == 0
    output = capsys.readouterr()
    assert output.err == "1 row or file is in no figure, before or after; qshop score says why\n"
    assert "\n4 visits: figures by region would change, 2 visits moved\n" in output.out
