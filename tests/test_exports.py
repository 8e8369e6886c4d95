"""Whatever service an export comes from, and whatever options it was made with, the same visits are taken from it."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.export_files import read_sources
from qshop.visits.exports import SERVICES, service_of
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from service_exports import SHAPES, Shape, halls, rows, written

WORDS = st.text("ab ;,\"'\n=+-@é“İ0", max_size=12).map(str.strip)
CLOCK = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
BLANK = st.just("")
ZONES = ["+01:00", "-05:00", "Z", ""]


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return halls(tmp_path_factory.mktemp("halls"))


def is_no_answer(text):
    """Tell whether a comment is more than an answer: beside the blank cell that it fits, that is a shifted row."""
    return text not in ("yes", "no", "na", "dry", "wet", "none", "litter", "light") and not re.match(r"[0-9.]", text)


@st.composite
def a_visit(draw, visit_id):
    """Draw the answers of one sound visit: blanks, `na`, several choices in the form's order, any words."""
    version = draw(st.sampled_from(["1", "2"]))
    choices = [choice for choice in ("none", "litter", "light") if draw(st.booleans())]
    visit = {
        "visit_id": visit_id,
        "questionnaire": "halls",
        "version": version,
        "site": draw(st.sampled_from(["A1", "007", "Gare de l'Est"])),
        "date": str(draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))),
        "time_in": draw(BLANK | CLOCK),
        "time_out": draw(BLANK | CLOCK),
        "shopper": draw(st.sampled_from(["", "S-1", "0012"])),
        "channel": draw(st.sampled_from(["face_to_face", "phone"])),
        "status": "completed",
        "greeted": draw(st.sampled_from(["", "yes", "no", "na"])),
        "greeted_comment": "",
        "greeted_evidence": "",
        "warmth": draw(st.sampled_from(["", "1", "5"])),
        "wait": draw(BLANK | st.integers(0, 900).map(str)),
        "problems": draw(st.sampled_from(["", "na", " ".join(choices)])),
        "state": draw(st.sampled_from(["", "dry", "wet"])),
        "seats": draw(st.sampled_from(["", "0", "12", "2.5", "12500000", "123456789012345"])),
        "called": draw(BLANK | CLOCK),
        "remark": draw(WORDS),
        "desk_staff": draw(st.sampled_from(["", "D1", "D1 D2"])),
    }
    if visit["greeted"]:  # a comment and a photo belong to an answer
        visit["greeted_comment"] = draw(WORDS.filter(is_no_answer))
        visit["greeted_evidence"] = draw(st.sampled_from(["", "1700000000001.jpg", "my photo (1).jpg"]))
    return visit | ({"open_on_time": draw(st.sampled_from(["", "yes", "no"]))} if version == "2" else {})


@st.composite
def some_visits(draw):
    ids = draw(st.lists(st.uuids().map(str), min_size=1, max_size=4, unique=True))
    return [draw(a_visit(visit_id)) for visit_id in ids]


def own(programme, visits):
    """Take visits from qshop's own CSV."""
    names = programme.versions["halls", 2].columns()
    text = write_csv(names, [tuple(visit.get(name, "") for name in names) for visit in visits])
    return [Intake(programme).receive(parse_csv(text.encode(), "own.csv"), History())]


def exported(programme, folder, visits, shape, order=None, zone="+01:00"):
    """Write visits as a service exports them, `order` giving the columns, and read the file back."""
    cells = rows(visits, shape, [programme.versions["halls", number] for number in (1, 2)], zone)
    names = order(list(cells[0])) if order else list(cells[0])
    path = folder / shape.name
    path.write_bytes(written([{name: row[name] for name in names} for row in cells], shape))
    return read_sources(path, shape.name)


def taken(programme, reads, before=None, **how):
    return [Intake(programme, **how).receive(read, before or History()) for read in reads]


def stored(results):
    """Give what was accepted as qshop stores it."""
    return {
        (visits.wave, visits.version.name, record)
        for one in results
        for visits in one.accepted
        for record in visits.table.records()
    }


def reasons(results):
    return [f"{found.code} {found.message}" for one in results for found in one.diagnostics]


@pytest.mark.slow
@settings(max_examples=200)
@given(data=st.data(), visits=some_visits(), shape=st.sampled_from(SHAPES), zone=st.sampled_from(ZONES))
def test_any_visits_come_back_the_same_from_any_export(programme, tmp_path_factory, data, visits, shape, zone):
    expected = own(programme, visits)
    assert (expected[0].count, reasons(expected)) == (len(visits), [])
    folder = tmp_path_factory.getbasetemp()
    order = lambda names: data.draw(st.permutations(names))  # noqa: E731
    results = taken(programme, exported(programme, folder, visits, shape, order, zone))
    assert reasons(results) == []
    assert stored(results) == stored(expected)


@settings(max_examples=40)
@given(visits=some_visits(), shapes=st.lists(st.sampled_from(SHAPES), min_size=2, max_size=2))
def test_a_submission_in_two_exports_is_one_visit(programme, tmp_path_factory, visits, shapes):
    before, folder = History(), tmp_path_factory.getbasetemp()
    counts = []
    for shape in shapes:
        (result,) = taken(programme, exported(programme, folder, visits, shape), before)
        before.add(result)
        counts.append((result.read, result.count, len(result.rejects), result.repeated))
    assert counts == [(len(visits), len(visits), 0, 0), (len(visits), 0, 0, len(visits))]


def test_a_service_is_known_by_its_headers_and_qshops_own_files_are_of_none(programme):
    assert service_of({"site", "KEY", "SubmissionDate"}) is SERVICES["central"]
    assert service_of({"site", "_uuid", "_index"}) is SERVICES["kobo"]
    assert (
        service_of({"site", "KEY", "FormVersion"}) is service_of({"site", "KEY", "ReviewState"}) is SERVICES["central"]
    )
    assert service_of({"site", "_uuid"}) is None
    assert service_of({"KEY", "site"}) is None
    assert service_of({*programme.versions["halls", 2].columns()}) is None


def visit(**answers):
    rest = {"visit_id": "v1", "questionnaire": "halls", "version": "2", "site": "A1", "date": "2026-03-02"}
    return {**rest, "channel": "phone", "status": "completed", "greeted": "yes", "problems": "litter", **answers}


KOBO, CENTRAL = Shape("kobo"), Shape("central")


@pytest.mark.parametrize(
    ("shape", "state"),
    [
        *((CENTRAL, state) for state in ("rejected", "hasIssues")),
        *((KOBO, state) for state in ("validation_status_not_approved", "validation_status_on_hold", "On Hold")),
    ],
)
def test_what_a_reviewer_holds_back_is_taken_only_when_asked_for(programme, tmp_path, shape, state):
    visits = [visit(review=state), visit(visit_id="v2")]
    (result,) = taken(programme, exported(programme, tmp_path, visits, shape))
    assert (result.read, result.count, reasons([result])) == (
        2,
        1,
        [f"QS445 {COLUMNS[shape]}: held back in review: “{state}”"],
    )
    (result,) = taken(programme, exported(programme, tmp_path, visits, shape), include_held=True)
    assert (result.count, result.rejects) == (2, [])
    assert "taken although held back in review: 1" in result.notes


COLUMNS = {CENTRAL: "ReviewState", KOBO: "_validation_status"}


@pytest.mark.parametrize(
    ("shape", "state"),
    [
        *((CENTRAL, state) for state in ("", "approved", "edited", "received")),
        *((KOBO, state) for state in ("", "validation_status_approved", "Approved")),
    ],
)
def test_what_passed_review_or_had_none_is_taken(programme, tmp_path, shape, state):
    (result,) = taken(programme, exported(programme, tmp_path, [visit(review=state)], shape))
    assert (result.count, result.rejects) == (1, [])


def test_a_version_that_was_never_frozen_is_refused_by_name(programme, tmp_path):
    (result,) = taken(programme, exported(programme, tmp_path, [visit(version="3"), visit(visit_id="v2")], CENTRAL))
    assert reasons([result]) == ["QS412 version: “3” is no frozen version of halls"]
    assert result.count == 1


def test_an_answer_to_a_question_of_another_version_is_a_reject(programme, tmp_path):
    visits = [visit(open_on_time="yes"), visit(visit_id="v2", version="1", open_on_time="yes")]
    (result,) = taken(programme, exported(programme, tmp_path, visits, KOBO))
    assert reasons([result]) == ["QS416 open_on_time: filled in, but halls v1 has no such column"]
    assert result.rejects[0].diagnostic.where.line == 3


@pytest.mark.parametrize(
    ("shape", "help_"),
    [
        (CENTRAL, "in Central's export options, choose to include fields that are not in the published form"),
        (KOBO, "in KoboToolbox's advanced export options, choose “Include fields from all versions”"),
    ],
)
def test_a_question_that_the_export_leaves_out_refuses_it_with_the_option_to_choose(programme, tmp_path, shape, help_):
    def order(names):
        return [name for name in names if not name.endswith("open_on_time")]

    (result,) = taken(programme, exported(programme, tmp_path, [visit()], shape, order))
    assert reasons([result]) == ["QS406 missing column of halls v2: open_on_time"]
    assert result.refusal.help == help_


def test_columns_that_nobody_asked_for_refuse_a_service_export_too(programme, tmp_path):
    path = tmp_path / "halls.csv"
    cells = [
        {**row, "desk-mood": "fine", "desk-nothing": ""}
        for row in rows([visit()], CENTRAL, [*programme.versions.values()])
    ]
    path.write_bytes(written(cells, CENTRAL))
    (result,) = taken(programme, read_sources(path, "halls.csv"))
    assert reasons([result]) == ["QS405 unknown column: mood"]


def test_a_form_may_number_its_visits_itself(programme, tmp_path):
    path = tmp_path / "halls.csv"
    cells = [
        {**row, "visit-visit_id": number}
        for row, number in zip(
            rows([visit(), visit(visit_id="v2")], CENTRAL, [*programme.versions.values()]), ["N-1", ""], strict=True
        )
    ]
    path.write_bytes(written(cells, CENTRAL))
    (result,) = taken(programme, read_sources(path, "halls.csv"))
    assert sorted(visits.table.get("visit_id").cells() for visits in result.accepted) == [["N-1", "v2"]]


def test_what_is_not_used_is_named_once(programme, tmp_path):
    (result,) = taken(programme, exported(programme, tmp_path, [visit()], Shape("central", groups=False)))
    assert result.notes == [
        "read as an export of ODK Central; not used: SubmissionDate, start, end, _introduction, _remember_desk, "
        "_blanks_desk, _remember_hall, _blanks_hall, instanceName, SubmitterID, SubmitterName, AttachmentsPresent, "
        "AttachmentsExpected, DeviceID, Edits",
    ]


@pytest.mark.parametrize(
    ("header", "service"),
    [("visit_id,site,_uuid", "KoboToolbox"), ("visit_id,site,KEY", "ODK Central"), ("site,FormVersion", "ODK Central")],
)
def test_the_service_is_named_where_too_many_of_its_columns_were_deleted(programme, header, service):
    (result,) = taken(programme, [parse_csv(f"{header}\nA1,x\n".encode(), "halls.csv")])
    assert (result.refusal.code, result.refusal.help) == (
        "QS405",
        f"columns of {service}'s were deleted, it seems: export it again and leave it unchanged",
    )
