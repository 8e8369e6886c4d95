"""What may leave a visit: row by row accepted, or rejected with what to do; quoted only to its readers."""

import pytest

from desk import said, visited
from qshop.base.errors import FaultyError
from qshop.cli.main import run
from qshop.debrief.readers import READERS
from qshop.findings.quotations import Quotation, quotations
from qshop.findings.results import Results
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.registers_file import added_releases, read_released, stored_releases
from qshop.io.store import read_tables
from qshop.io.write import write_files
from qshop.visits.intake.stored import stored_visits
from qshop.visits.released import AUDIENCES, COLUMNS, Release, accept_released, is_released, visit_words
from support import programme

HEADER = ",".join(COLUMNS)
SOUND = "visit,a4,greeted,quotation,site team,quality_manager,2026-10-01,,en"


@pytest.fixture
def desks(tmp_path):
    return visited(tmp_path)


def accepted_visits(root):
    loaded = load(root)
    return loaded.programme, stored_visits(read_tables([root / "visits"], root), loaded.programme).accepted


def outcome(root, *rows, header=HEADER, before=()):
    table = parse_csv("\n".join([header, *rows, ""]).encode(), "released.csv").table
    _, batches = accepted_visits(root)
    return accept_released(table, visit_words(batches, table.get("id").values), before)


def ingested(root, name):
    return run(["--project", str(root), "ingest", str(root / name)])


def told(found):
    return [f"{one.where}: {one.code} {one.message} | {one.help}" for one in found.diagnostics]


def test_every_reader_of_a_debrief_can_be_an_audience():
    assert set(READERS) <= set(AUDIENCES)


@pytest.mark.parametrize(
    ("header", "released"),
    [
        (HEADER, True),
        ("release,remark,what,audience", True),
        ("visit_id,site,date,greeted", False),
        ("what,when", False),
    ],
)
def test_a_register_is_known_by_its_header(header, released):
    assert is_released(header.split(",")) is released


def test_a_sound_row_is_a_release_and_the_same_row_again_is_none(desks):
    release = Release("visit", "a4", "greeted", "quotation", "site team", "quality_manager", "2026-10-01", "", "en")
    assert outcome(desks, SOUND, SOUND).accepted == [release]
    assert outcome(desks, SOUND, SOUND).repeated == 1
    again = outcome(desks, SOUND, before=[release])
    assert (again.accepted, again.repeated) == ([], 1)


def test_every_fault_of_a_row_is_told_with_what_to_do(desks):
    rows = [
        "complaint,a4,greeted,quotation,site,boss,2026-10-01,,en",
        "visit,a9,greeted,quotation,site,boss,2026-10-01,,en",
        "visit,a4,greted,quotation,site,boss,2026-10-01,,en",
        "visit,a1,greeted,quotation,site,boss,2026-10-01,,en",
        "visit,a4,greeted,rumour,site,boss,2026-10-01,,en",
        "visit,a4,greeted,quotation,,boss,2026-10-01,,en",
        "visit,a4,greeted,quotation,site tema,boss,2026-10-01,,en",
        "visit,a4,greeted,quotation,site,,1 October,,english",
        "visit,a4,greeted,quotation,site,=1+1,2026-10-01,perhaps,en",
    ]
    assert told(outcome(desks, *rows)) == [
        "released.csv:2:1: QS420 source: a text of 9 characters is no source here | known: visit",
        "released.csv:3:7: QS480 id: “a9” is the id of no visit | take the visit in first, or take this row out",
        "released.csv:4:10: QS481 question: onsite v1 has no question “greted” | did you mean “greeted”?",
        "released.csv:5:10: QS481 question: the visit has no comment there | correct the question, or take this row out",
        "released.csv:6:18: QS420 what: a text of 6 characters is no kind of release here | "
        "known: quotation, photo, recording",
        "released.csv:7:28: QS482 audience: it is released to nobody | "
        "name readers, with a space between two: programme, site, team, owner, visit, person; or all",
        "released.csv:8:28: QS482 audience: “tema” is no reader of the debrief | did you mean “team”?",
        "released.csv:9:33: QS484 by: nobody answers for this release | say who decided it: a function or a code",
        "released.csv:9:34: QS413 on: a text of 9 characters is no date | write it like 2026-03-31",
        "released.csv:9:45: QS420 language: a text of 7 characters is no language tag | "
        "write it like en or pt-BR, or leave it blank",
        "released.csv:10:33: QS484 by: this is no function or code | begin with a letter or digit",
        "released.csv:10:49: QS420 agreed_by_person: a text of 7 characters is neither yes nor no | "
        "write yes only if the person said so",
    ]


@pytest.mark.parametrize("agreed", ["", "no"])
@pytest.mark.parametrize("what", ["photo", "recording"])
def test_what_shows_who_was_there_needs_that_persons_yes(desks, what, agreed):
    (desks / "more.csv").write_text(
        "visit_id,questionnaire,version,site,date,greeted,greeting_wait,exit_clear,exit_clear_evidence,goodbye\n"
        "p1,onsite,1,A1,2026-09-08,yes,20,yes,exit 1.jpg,3\n"
    )
    assert ingested(desks, "more.csv") == 0
    row = f"visit,p1,exit_clear,{what},site,boss,2026-10-01,{agreed},"
    assert told(outcome(desks, row))[0].partition(": ")[2] == (
        f"QS483 agreed_by_person: a {what} shows who was there, and nobody's agreement is noted | "
        "ask the person, then write yes under agreed_by_person; else do not release it"
    )
    assert len(outcome(desks, row).rejects) == 1
    assert len(outcome(desks, row.replace(f",{agreed},", ",yes,")).accepted) == 1


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (HEADER.replace("by,", "buy,"), "released.csv:1:1: QS405 releases have no column buy | did you mean “by”?"),
        (HEADER.replace(",agreed_by_person", ""), "QS406 releases need the column agreed_by_person | add it"),
    ],
)
def test_a_doubtful_header_refuses_the_file(desks, header, fault):
    found = outcome(desks, header=header)
    assert (found.accepted, len(told(found))) == ([], 1)
    assert told(found)[0].endswith(fault)


def test_the_register_lies_where_it_is_declared_and_keeps_what_it_has(tmp_path):
    first, second = (Release("visit", id_, "greeted", "quotation", "all", "boss", "2026-10-01", "", "") for id_ in "ab")
    for releases in ([first], [second, first]):
        write_files(added_releases(tmp_path, tmp_path, releases))
    assert stored_releases(tmp_path, tmp_path) == [first, second]
    assert read_released(tmp_path, tmp_path).source == "released.csv"
    assert read_released(tmp_path / "nowhere", tmp_path) is None


def test_a_register_that_cannot_be_read_whole_is_not_added_to(tmp_path):
    (tmp_path / "released.csv").write_text(f"{HEADER}\nvisit,a4\n")
    with pytest.raises(FaultyError, match=r"released\.csv was changed and cannot be added to"):
        stored_releases(tmp_path, tmp_path)


def test_registers_among_visits_are_refused(desks, capsys):
    settings = desks / "qshop.yaml"
    settings.write_text(settings.read_text().replace("format: 1\n", "format: 1\nregisters: visits/registers\n"))
    code, printed = said(capsys, desks, "debrief")
    assert code == 2
    assert "is a folder of visits, so no registers can lie in it\n  change registers: in qshop.yaml" in printed.err


def results(root, *releases):
    loaded, batches = accepted_visits(root)
    wave = next(wave for wave in loaded.settings.waves if wave.id == "autumn")
    return Results(loaded, wave, batches, [], released=releases)


def test_a_remark_is_quoted_to_its_readers_only(desks):
    release = Release("visit", "a4", "greeted", "quotation", "site team", "boss", "2026-10-01", "", "en")
    shown = Quotation("desk_greeting", "greeted", "nobody there", "en", "B2", is_met=False)
    found = results(desks, release)
    assert quotations(found, "site", {}) == quotations(found, "team", {}) == [shown]
    assert quotations(found, "programme", {}) == quotations(results(desks), "site", {}) == []
    assert quotations(results(desks, release._replace(audience="all")), "programme", {}) == [shown]
    assert quotations(results(desks, release._replace(what="photo")), "site", {}) == []


def test_a_remark_is_found_at_its_site_and_its_team(desks):
    found = results(desks, Release("visit", "a4", "greeted", "quotation", "all", "boss", "2026-10-01", "", "en"))
    places = [{"site": "B2"}, {"team": "house"}]
    assert [len(quotations(found, "site", where)) for where in places] == [1, 1]
    others = [{"site": "A1"}, {"team": "guests_ltd"}]
    assert [quotations(found, "site", where) for where in others] == [[], []]


def test_all_remarks_of_the_wave_are_quoted_where_the_programme_says_so(desks):
    settings = desks / "qshop.yaml"
    settings.write_text(settings.read_text() + "privacy: {quotes: all}\n")
    assert quotations(results(desks), "site", {}) == [
        Quotation("desk_greeting", "greeted", "nobody there", "", "B2", is_met=False)
    ]


def test_what_was_released_from_a_visit_that_is_gone_is_told_and_stops_nothing(desks, capsys):
    rows = [SOUND, SOUND.replace("a4", "a9"), SOUND.replace("a4", "a1")]
    programme(desks, {"registers/released.csv": "\n".join([HEADER, *rows, ""])})
    code, printed = said(capsys, desks, "debrief")
    assert code == 1
    assert printed.out
    gone = [
        "registers/released.csv:3:7: QS480 id: “a9” is the id of no visit",
        "registers/released.csv:4:10: QS481 question: the visit has no comment there",
    ]
    assert [line for line in printed.err.splitlines() if "QS48" in line] == gone
    code, printed = said(capsys, desks, "check", "--format", "concise")
    assert (code, [line[line.index("registers") :] for line in printed.out.splitlines()]) == (1, gone)


def test_where_no_visits_lie_the_register_is_judged_by_itself(desks, capsys):
    programme(desks, {"registers/released.csv": "\n".join([HEADER, SOUND, SOUND.replace("site team", "boss"), ""])})
    for path in desks.glob("visits/*/*.csv"):
        path.unlink()
    code, printed = said(capsys, desks, "check", "--format", "concise")
    assert code == 1
    assert [line.split(": ")[1] for line in printed.out.splitlines()] == ["QS482 audience"]
