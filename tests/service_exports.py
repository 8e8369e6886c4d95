"""Exports as ODK Central and KoboToolbox write them, in every shape they offer, of visits to a small programme.

The shapes follow the services' own exporters: Central's `lib/data/briefcase.js`, and formpack as KoboToolbox runs it.
"""

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter import Workbook

from qshop.programme.model import Programme
from scoring import frozen

DESK = """\
format: 1
stage: desk
criteria:
  - id: desk_greeting
    text: Visitors are greeted
    priority: must
    status: validated
    questions:
      - {id: greeted, ask: Were you greeted?, type: yes_no, na: true, comment: ["no"], evidence: photo}
      - {id: warmth, ask: How warm was it?, type: scale, scale: {from: 1, to: 5, labels: {1: Cold, 5: Warm}}}
      - {id: wait, ask: How long did you wait?, type: duration, points: [{up_to: 30, points: 1}, {over: 30, points: 0}]}
"""
HALL = """\
format: 1
stage: hall
criteria:
  - id: hall_order
    text: The hall is in order
    priority: must
    status: validated
    questions:
      - id: problems
        ask: What was out of order?
        type: multi
        na: true
        choices: [{id: none, text: Nothing}, {id: litter, text: Litter}, {id: light, text: The light}]
        points: {none: 1, litter: 0.2, light: 0.5}
      - {id: state, ask: How was the floor?, type: choice, choices: [{id: dry, text: Dry}, {id: wet, text: Wet}], points: {dry: 1, wet: 0}}
      - {id: seats, ask: How many seats were free?, type: number, points: [{up_to: 0, points: 0}, {over: 0, points: 1}]}
      - {id: called, ask: When were you called?, type: time}
      - {id: remark, ask: Remarks, type: text}
"""
LATER = """\
      - {id: open_on_time, ask: Was it open on time?, type: yes_no}
"""
FILES = {
    "qshop.yaml": """\
format: 1
name: Halls
languages: [en]
waves: [{id: 2026, from: 2026-01-01, to: 2026-12-31}]
ethics: {staff_informed: 2026-01-01}
""",
    "sites.yaml": "format: 1\nsites: [{id: A1}, {id: '007'}, {id: Gare de l'Est}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}, {id: hall, name: Hall}]\n",
    "criteria/desk.yaml": DESK,
    "criteria/hall.yaml": HALL,
    "questionnaires/halls.yaml": "format: 1\ntitle: A visit to the hall\nchannel: [face_to_face, phone]\n",
}


def halls(folder: Path) -> Programme:
    """Write the programme with two frozen versions; the second asks one question more, `open_on_time`."""
    frozen(folder, FILES)
    return frozen(folder, {"criteria/desk.yaml": DESK + LATER})


@dataclass(frozen=True)
class Shape:
    """How an export was asked for: by which service, with groups or without, several choices in `one`, `split` or `both`."""

    service: str = "central"
    groups: bool = True
    several: str = "one"
    file: str = "csv"

    @property
    def name(self):
        return {"zip": "halls.csv.zip", "csv": "halls.csv", "xlsx": "Halls - all versions.xlsx"}[self.file]


SHAPES = [
    *(
        Shape("central", groups, several, file)
        for groups in (True, False)
        for several in ("one", "both")
        for file in ("csv", "zip")
    ),
    *(
        Shape("kobo", groups, several, file)
        for groups in (True, False)
        for several in ("one", "split", "both")
        for file in ("csv", "xlsx")
    ),
]
_VISIT = ("site", "date", "time_in", "time_out", "shopper", "channel", "status")


def _fields(versions):
    """List (group, field, choices of one with several) of the form that qshop builds, as far as exports show it."""
    known = {}
    for version in versions:
        for stage, _, question in version.questions():
            known[question.id] = (stage.id, question)
    yield from (("", name, ()) for name in ("start", "end", "questionnaire", "version", "_introduction", "_site"))
    yield from (("THE_VISIT", name, ()) for name in _VISIT)
    for stage in dict.fromkeys(stage for stage, _ in known.values()):
        yield stage, f"_remember_{stage}", ()
        for question in (question for home, question in known.values() if home == stage):
            ticks = [*(choice.id for choice in question.choices), "na"] if question.type == "multi" else ()
            yield stage, question.id, ticks
            yield stage, f"{question.id}_comment", ()
            yield stage, f"{question.id}_evidence", ()
        yield stage, f"{stage}_staff", ()
        yield stage, f"_blanks_{stage}", ("yes",)


def _told(visit, name, zone):
    """Give a field of a submission as the shopper's device sent it."""
    text = visit.get(name, "")
    if name in ("time_in", "time_out", "called") and text:
        return f"{text}:00.000{zone}"
    if name == "seats" and text:
        return _as_java(float(text))
    if name == "_site":
        return visit["site"]
    if name.startswith("_blanks_"):
        return "yes"
    return {"start": f"2026-11-22T09:00:00.000{zone}", "end": f"2026-11-22T09:30:00.000{zone}"}.get(name, text)


def _as_java(number):
    """Write a number as Collect does: always with a decimal, from ten million on with an exponent."""
    if number < 10_000_000:
        return str(number)
    digits = f"{number:.0f}"
    return f"{digits[0]}.{digits[1:].rstrip('0') or '0'}E{len(digits) - 1}"


def _cells(visit, shape, versions, zone):
    """Give the form's columns of one submission, by header."""
    joint = "-" if shape.service == "central" else "/"
    for group, name, ticks in _fields(versions):
        header = f"{group}{joint}{name}" if shape.groups and group else name
        text = _told(visit, name, zone)
        if not ticks or shape.several != "split":
            yield header, text
        if ticks and shape.several != "one":
            for tick in ticks:
                blank = "" if shape.service == "kobo" and not text else "0"
                yield f"{header}/{tick}", "1" if tick in text.split() else blank
        if name.endswith("_evidence") and shape.service == "kobo":
            yield f"{header}_URL", f"https://kobo.example/{text}" if text else ""


def _central(visit, shape):
    meta = "meta-" if shape.groups else ""
    yield f"{meta}instanceID", f"uuid:{visit['visit_id']}-edited"
    yield f"{meta}instanceName", visit["site"]
    yield "KEY", f"uuid:{visit['visit_id']}"
    yield from {
        "SubmitterID": "5",
        "SubmitterName": "Shopper 1",
        "AttachmentsPresent": "0",
        "AttachmentsExpected": "0",
    }.items()
    yield from {"Status": "", "ReviewState": visit.get("review", ""), "DeviceID": "d1", "Edits": "1"}.items()
    yield "FormVersion", visit["version"]


def _kobo(visit, number):
    yield from {
        "_id": str(number),
        "_uuid": f"{visit['visit_id']}-edited",
        "_submission_time": "2026-11-22T10:00:00",
    }.items()
    yield from {"_validation_status": visit.get("review", ""), "_notes": "", "_status": "submitted_via_web"}.items()
    yield from {"_submitted_by": "shopper1", "__version__": f"vAb3{number}", "_tags": ""}.items()
    yield from {"meta/rootUuid": f"uuid:{visit['visit_id']}", "_index": str(number)}.items()


def rows(visits, shape, versions, zone="+01:00"):
    """Give an export's rows, by header."""
    found = []
    for number, visit in enumerate(visits, 1):
        first = [("SubmissionDate", "2026-11-22T10:00:00.000Z")] if shape.service == "central" else []
        last = _central(visit, shape) if shape.service == "central" else _kobo(visit, number)
        found.append(dict([*first, *_cells(visit, shape, versions, zone), *last]))
    return found


def written(rows, shape):
    """Give the bytes of an export."""
    if shape.file == "xlsx":
        return _workbook(rows)
    buffer = io.StringIO()
    kobo = {"delimiter": ";", "quoting": csv.QUOTE_ALL} if shape.service == "kobo" else {}
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\r\n" if kobo else "\n", **kobo)
    writer.writeheader()
    writer.writerows(rows)
    if shape.file == "csv":
        return buffer.getvalue().encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("halls.csv", buffer.getvalue())
    return packed.getvalue()


_TYPED = ("site", "warmth", "wait", "seats")
"""What KoboToolbox writes as a number wherever it looks like one; the notes of a form stay text."""


def _workbook(rows):
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Halls")
        for line, cells in enumerate([list(rows[0]), *(row.values() for row in rows)]):
            for (column, cell), header in zip(enumerate(cells), rows[0], strict=True):
                if line and header.rpartition("/")[2] in _TYPED and cell.replace(".", "").isdigit():
                    sheet.write_number(line, column, float(cell))
                else:
                    sheet.write_string(line, column, cell)
    return buffer.getvalue()
