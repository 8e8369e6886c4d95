"""The sheet about one visit for a supervisor and the person who served: what it says, and what it never says."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.base.errors import StopError
from qshop.cli.main import run
from qshop.debrief import person
from qshop.debrief.refusals import REASONS
from qshop.findings.results import Results, last_wave
from qshop.io.packaged import tongue
from qshop.pages.person_page import person_page
from qshop.pages.render import Layouts
from qshop.visits.released import Release
from scoring import frozen, visits
from service_desk import FILES, QSHOP, ROW, SITES
from support import programme

LINE = r"\_\_\_\_\_\_\_\_"
SHEET = f"""\
# One visit, to talk about

The desk · North gate · Employer: Halo Reception

For (name by hand) {LINE} · from (supervisor) {LINE}

*Tuesday 29 September 2026, late morning. Your copy.*

> These visits are invented: the figures only show how a debrief reads.

**Went well**: “She greeted me before I spoke”

**Going on then, as the visitor noted it**: How many people were ahead? 2 people

**One thing to try**: A long wait. The visitor noted: How long did you wait? 4 min 8 s (expected: up to 2 minutes)

> “Nobody looked up”

→ Even on the phone: a look, “I'm with you in a moment”.

**Since last time**: {LINE} ☐ done ☐ half ☐ no, because {LINE}

**Let’s talk (10 minutes)**

1. Is this how you remember it?
2. What would have helped?
3. What isn’t in your hands? → {LINE} answers by {LINE}

We try {LINE} · Look again on {LINE}

☐ I see it differently: {LINE} (answered by {LINE})

*Only for improvement and training; not for pay, rota, appraisal or discipline. No score, no comparison. It goes to you and your supervisor (Halo Reception), and to nobody else. Destroyed by 29 September 2027.* · Questions to {LINE}
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desk"), FILES)


def results(programme, *rows, as_of=date(2026, 9, 30), is_late=False):
    """Take in visits: each the one in the late morning, but for what is given."""
    batches = visits(programme, [{"visit_id": "v9", **ROW, **row} for row in rows])
    return Results(programme, last_wave(batches, programme), batches, [], as_of=as_of, is_late=is_late)


def sheet(found, subject="v9:desk", language="en", kind="md"):
    page = person_page(person.view(found, subject), found.programme, tongue(language))
    return Layouts(Path(__file__).parent).render(f"debrief/person.{kind}.j2", page, tongue(language))


def changed(folder, **files):
    """Freeze the desk with other files in place of its own."""
    return frozen(folder, FILES | {f"{name}.yaml": text for name, text in files.items()})


def test_it_reads_as_agreed(desk):
    assert sheet(results(desk, {})) == SHEET


def test_without_released_words_what_went_well_is_told_in_the_words_of_the_standard(tmp_path):
    found = results(changed(tmp_path, qshop=QSHOP.replace("quotes: all", "quotes: released")), {})
    text = sheet(found)
    assert "**Went well**: Every visitor is greeted first\n" in text
    assert [words for words in ("spoke", "looked up") if words in text] == []


def test_words_are_quoted_to_the_readers_they_are_released_to_and_marked_with_their_language(tmp_path):
    released = changed(tmp_path, qshop=QSHOP.replace("quotes: all", "quotes: released"))
    for audience, is_quoted in {"person": True, "site team": False, "all": True}.items():
        found = replace(results(released, {}), released=[release("greeted", audience, "fr")])
        assert ("**Went well**: “She greeted me before I spoke” (in French)\n" in sheet(found)) is is_quoted
        assert "Nobody looked up" not in sheet(found)


def release(question, audience, language=""):
    return Release("visit", "v9", question, "quotation", audience, "steering group", "2026-09-30", "", language)


CARD = f"""\
---

## Thank you

> “She greeted me before I spoke”

A visitor · The desk · North gate · Autumn 2026

For {LINE} · from {LINE}
"""


@pytest.mark.parametrize(
    ("question", "audience", "has_card"),
    [
        ("greeted", "person", True),
        ("greeted", "site team", True),
        ("greeted", "all", True),
        ("greeted", "site visit", False),
        ("waited", "person", False),  # it is about what was missed
    ],
)
def test_with_it_comes_a_card_with_words_that_were_released_one_by_one(desk, question, audience, has_card):
    found = replace(results(desk, {}), released=[release(question, audience)])
    assert sheet(found) == (f"{SHEET}\n{CARD}" if has_card else SHEET)


def test_where_nothing_went_well_the_supervisor_says_what_did(desk):
    text = sheet(results(desk, {"greeted": "no"}))
    assert f"**Went well**: the visit noted nothing here; what did you see yourself? {LINE}\n" in text


def test_where_all_was_as_agreed_there_is_nothing_to_try(desk):
    text = sheet(results(desk, {"waited": "60", "sign": "yes", "name_said": "yes"}))
    assert "**One thing to try**: nothing this time; all that was looked at here was as agreed. What helped?\n" in text


@pytest.mark.parametrize("waited", ["60", "125"])
def test_what_is_not_theirs_or_was_missed_only_just_is_nothing_to_try(desk, waited):
    text = sheet(results(desk, {"waited": waited}))
    assert "**One thing to try**: nothing that is yours to change; what was missed here was missed only just," in text
    assert [words for words in ("sign", "name given") if words in text] == []


def test_a_stage_of_our_own_team_names_the_team_and_no_employer(desk):
    text = sheet(results(desk, {"leaving_staff": "D45"}), "v9:leaving")
    assert "Leaving · North gate · Team: House team\n" in text


def test_a_call_is_called_a_call(tmp_path):
    onsite = FILES["questionnaires/onsite.yaml"].replace("face_to_face", "phone")
    called = frozen(tmp_path, FILES | {"questionnaires/onsite.yaml": onsite})
    text = sheet(replace(results(called, {"channel": "phone"}), released=[release("greeted", "all")]))
    assert text.startswith("# One call, to talk about\n")
    assert "as the caller noted it" in text
    assert "\nA caller · The desk · North gate · Autumn 2026\n" in text
    assert "isit" not in text.replace("visits are invented", "").replace("a debrief reads", "")


def test_without_a_declared_end_the_day_is_written_by_hand(tmp_path):
    found = results(changed(tmp_path, qshop=QSHOP.replace("keep_months: 12, ", "")), {})
    assert f"and to nobody else.* Destroyed by {LINE} · Questions to {LINE}\n" in sheet(found)


NO_USES = QSHOP.replace(", uses: [improvement, training]", "")
NOT_INFORMED = SITES.replace("provider: true, people: 6", "provider: true, informed: 2026-09-30")
LINKED = SITES.replace("provider: true", "provider: true, contract: linked")


@pytest.mark.parametrize(
    ("row", "files", "reason"),
    [
        ({"status": "void"}, {}, "void"),
        ({"purpose": "trial"}, {}, "trial"),
        ({"date": "", "wave": "autumn"}, {}, "no_day"),
        ({"desk_staff": "D44 D45"}, {}, "several_staff"),
        ({}, {"sites": NOT_INFORMED}, "not_informed"),
        ({}, {"qshop": NO_USES}, "no_uses"),
        ({}, {"sites": SITES.replace("desk: halo, ", "")}, "no_team"),
        ({}, {"sites": LINKED}, "linked"),
        ({"date": "2026-09-22"}, {}, "late"),
        ({"greeted": "", "waited": ""}, {}, "nothing_seen"),
    ],
)
def test_it_is_refused_with_the_reason(tmp_path, desk, row, files, reason):
    found = replace(results(desk, row), programme=changed(tmp_path, **files))
    with pytest.raises(StopError) as refused:
        person.view(found, "v9:desk")
    told = REASONS[reason]
    assert (refused.value.message, refused.value.help) == (
        f"there is no sheet about one person: {told.message}",
        told.help,
    )


def is_refused(found):
    try:
        person.view(found, "v9:desk")
    except StopError:
        return True
    return False


def test_a_stage_without_a_code_of_staff_is_no_subject_and_is_refused_where_it_is_named(desk):
    found = results(desk, {})
    assert person.subjects(found) == person.named(found, "v9") == ["v9:desk"]
    assert person.named(found, "v9:leaving") == ["v9:leaving"]
    with pytest.raises(StopError, match="no code of staff is noted at that stage"):
        person.view(found, "v9:leaving")
    assert person.named(found, "v8") == person.named(found, "v9:hall") == []


def test_a_colon_in_the_id_of_a_visit_is_part_of_it(desk):
    found = results(desk, {"visit_id": "d:1"})
    assert person.named(found, "d:1") == person.named(found, "d:1:desk") == ["d:1:desk"]
    assert sheet(found, "d:1:desk") == SHEET


@pytest.mark.parametrize(
    ("visit_day", "as_of", "is_late"),
    [
        ("2026-09-23", date(2026, 9, 30), False),  # Wednesday to Wednesday
        ("2026-09-22", date(2026, 9, 30), True),
        ("2026-09-19", date(2026, 9, 25), False),  # a Saturday
        ("2026-09-29", date(2026, 9, 1), False),
    ],
)
def test_five_working_days_are_not_late(desk, visit_day, as_of, is_late):
    assert is_refused(results(desk, {"date": visit_day}, as_of=as_of)) is is_late


def test_holidays_are_no_working_days_and_late_sheets_are_made_when_asked_for(tmp_path, desk):
    holiday = changed(tmp_path, qshop=QSHOP + "holidays: [2026-09-28]\n")
    row = {"date": "2026-09-22"}
    assert not is_refused(results(holiday, row))
    assert not is_refused(results(desk, row, is_late=True))


clocks = st.integers(13 * 60, 17 * 60).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")
codes = st.from_regex(r"[A-Z]{2}[0-9]{5}", fullmatch=True)


@settings(max_examples=25, deadline=None)
@given(visit=codes, staff=codes, shopper=codes, time_in=clocks, arrived=clocks, days=st.integers(0, 29))
def test_no_code_no_clock_and_no_name_of_a_file_is_ever_on_it(desk, visit, staff, shopper, time_in, arrived, days):
    row = {"visit_id": visit, "desk_staff": staff, "shopper": shopper, "time_in": time_in, "time_out": "17:59"}
    row |= {"arrived": arrived, "greeted_evidence": f"{staff}.jpg", "date": f"{date(2026, 9, 1) + timedelta(days)}"}
    found = results(desk, row, as_of=date(2026, 9, 1))
    for kind in ("md", "html"):
        text = sheet(found, f"{visit}:desk", kind=kind)
        assert [one for one in (visit, staff, shopper, time_in, arrived, "17:59", "D44", "jpg") if one in text] == []


@pytest.mark.parametrize("kind", ["md", "html"])
def test_what_was_typed_is_text(desk, kind):
    text = sheet(results(desk, {"greeted_comment": "<b>*She* {{ 7 * 7 }} [x](y)</b>"}), kind=kind)
    assert [words for words in ("<b>", "49") if words in text] == []
    assert ("\\*She\\*" if kind == "md" else "&lt;b&gt;*She*") in text


def test_all_who_are_refused_for_one_reason_are_counted_together(tmp_path, capsys):
    rows = [{**ROW, "visit_id": f"v{n}", "date": f"2026-09-{n}"} for n in (10, 11, 29)]
    table = "\n".join([",".join(rows[2]), *(",".join(row.values()) for row in rows)])
    root = programme(tmp_path / "desk", FILES | {"export.csv": table + "\n"})
    for arguments in (["build-questionnaire"], ["ingest", str(root / "export.csv")]):
        assert run(["--project", str(root), *arguments]) == 0
    capsys.readouterr()
    assert run(["--project", str(root), "debrief", "--for", "person", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "person 2 of 3: there is no sheet about one person: more than 5 working days have passed" in said.err
    assert [line.count("v29") for line in said.out.splitlines()] == [1, 1]
