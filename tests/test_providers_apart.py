"""What a provider could learn about another from its pages, its mails and the names of its files: nothing."""

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import FILES, VISITS
from qshop.cli.main import run
from qshop.cli.recipients import write_folders
from qshop.cli.subject_pages import SubjectPages
from qshop.findings.results import Results, last_wave
from qshop.io.folder import load
from scoring import frozen, visits
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
    for about in (["team", "guests_ltd"], ["visit", "a1:guests_ltd"]):
        assert run([*command, "debrief", "--for", *about, "--format", "md,html", "--out", str(out)]) == 0
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.*")}


def test_no_name_code_site_standard_or_remark_of_another_is_handed_out(tmp_path):
    pages = handed_out(tmp_path, EXPORT)
    assert sorted(pages) == [
        f"autumn/{folder}/{name}"
        for folder in ("team-guests_ltd", "visit-a1%3Aguests_ltd")
        for name in ("debrief.en.html", "debrief.en.md", "mail.en.txt")
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


TEAMS = ["alpha", "beta", "gamma"]
STAGES = ["desk", "leaving"]
CHANGED_ON = "2026-09-15"
DAYS = ["2026-03-02", "2026-03-20", "2026-09-02", "2026-09-14", "2026-09-15", "2026-09-28"]
WORDS = st.sampled_from(["", "Quite slow", "Such a smile", "I waited at the lift"])
SEEN = {
    "desk": st.one_of(
        st.fixed_dictionaries({"greeted": st.just("no"), "greeted_comment": WORDS}),
        st.fixed_dictionaries({"greeted": st.just("yes"), "greeting_wait": st.sampled_from(["9", "33", "80"])}),
    ).flatmap(lambda row: st.sampled_from(["yes", "no"]).map(lambda clear: row | {"exit_clear": clear})),
    "leaving": st.fixed_dictionaries({"goodbye": st.sampled_from("123"), "goodbye_comment": WORDS}),
}
"""What a visit may answer at a stage."""
SPELLS = st.lists(st.sampled_from(TEAMS), min_size=2, max_size=2)
"""Who ran a stage before the day of the change, and who from then on."""


def sites_file(ran, names):
    """Write who ran which stage of which site, with the names of teams."""
    teams = "".join(f"  - {{id: {code}, name: {name}, provider: true, people: 6}}\n" for code, name in names.items())
    sites = ""
    for site in ("A1", "B2"):
        of_stages = ", ".join(
            f"{stage}: [{{team: {ran[site, stage][0]}}}, {{team: {ran[site, stage][1]}, from: {CHANGED_ON}}}]"
            for stage in STAGES
        )
        sites += f"  - {{id: {site}, name: Gate {site}, teams: {{{of_stages}}}}}\n"
    return f"format: 1\nteams:\n{teams}sites:\n{sites}"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("apart")
    frozen(folder, PROGRAMME | {"criteria/leaving.yaml": FILES["criteria/leaving.yaml"]})
    return folder


def handed_to(team, folder, rows):
    """Write the page of a team and its parts of visits, with their mails; give the texts by path."""
    loaded = load(folder)
    made = visits(loaded.programme, rows)
    results = Results(loaded.programme, last_wave(made, loaded.programme), made, [], as_of=date(2026, 10, 1))
    with TemporaryDirectory() as out:
        for reader in ("team", "visit"):
            pages = SubjectPages(loaded, results, reader, "en", ["md", "html"])
            own = [one for one in pages.subjects if one == team or one.endswith(f":{team}")]
            if own:
                write_folders(pages, own, Path(out))
        files = [path for path in Path(out).rglob("*.*") if path.is_file()]
        return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in files}


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_whoever_ran_what_nobody_learns_what_another_did_said_or_is_called(desks, data):
    ran = {(site, stage): data.draw(SPELLS) for site in ("A1", "B2") for stage in STAGES}
    places = data.draw(
        st.lists(st.tuples(st.sampled_from(["A1", "B2"]), st.sampled_from(DAYS)), min_size=1, max_size=9)
    )
    team = data.draw(st.sampled_from(TEAMS))
    first, second = [], []
    for number, (site, day) in enumerate(places):
        row = {"visit_id": f"v{number}", "questionnaire": "onsite", "version": "1", "site": site, "date": day}
        other = dict(row)
        for stage in STAGES:
            seen, staff = data.draw(SEEN[stage]), {f"{stage}_staff": "D44"}
            row |= seen | staff
            is_own = ran[site, stage][day >= CHANGED_ON] == team
            other |= seen | staff if is_own else data.draw(SEEN[stage]) | {f"{stage}_staff": "D55"}
        first.append(row)
        second.append(other)
    texts = []
    for rows, others in ((first, "Zorro"), (second, "Quixote")):
        names = {code: "Guests" if code == team else f"{others} {code.upper()}" for code in TEAMS}
        programme(desks, {"sites.yaml": sites_file(ran, names)})
        told = handed_to(team, desks, rows)
        texts.append({path: same_visits(page) for path, page in told.items()})
        for path, page in told.items():
            assert [one for one in (*TEAMS, others) if one != team and one.casefold() in page.casefold()] == [], path
    assert texts[0] == texts[1]
