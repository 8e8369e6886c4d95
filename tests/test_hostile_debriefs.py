"""Debriefs of programmes that were not made to please: every reader, in every format."""

import re

from desk import FILES, VISITS, said
from qshop.cli.main import run
from qshop.debrief.readers import READERS
from support import programme

FORMATS = "md,html"
HOSTILE = "<script>alert(1)</script> | **a** {{7*717}} {% x %} =1+1 @all #1 </p><img onerror=x> \\u202e](javascript:a)"


def taken_in(root, files, export):
    """Write a programme, freeze its questionnaire and take an export in, of which nothing is rejected."""
    programme(root, files | {"export.csv": export})
    assert run(["--project", str(root), "build-questionnaire", "--format", "csv"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


def debriefs(root, readers=READERS):
    """Write every page of these readers; give the texts by path."""
    for reader in readers:
        command = ["debrief", "--for", reader, "--late", "--format", FORMATS, "--out", str(root / "out")]
        assert run(["--project", str(root), *command]) == 0, reader
    return {
        path.relative_to(root / "out").as_posix(): path.read_text(encoding="utf-8")
        for path in (root / "out").rglob("*.*")
    }


def readers_of(pages):
    return {path.split("/")[1].partition("-")[0] for path in pages}


def typed(files, text):
    """Put a text in the place of every English one, whatever it names."""
    return {path: re.sub(r"\ben: [^,{}\n]+", lambda _: f'en: "{text}"', content) for path, content in files.items()}


DECLARED = FILES | {
    "qshop.yaml": FILES["qshop.yaml"].replace("2026-01-15}", "2026-01-15, uses: [improvement]}")
    + "privacy: {quotes: all}\n"
}
COMMENTED = VISITS.replace("nobody there", '"' + HOSTILE.replace("\\u202e", "") + '"')


def test_what_people_typed_is_text_on_every_page(tmp_path):
    pages = debriefs(taken_in(tmp_path, typed(DECLARED, HOSTILE), COMMENTED))
    assert readers_of(pages) == set(READERS)
    for path, page in pages.items():
        assert "\u202e" not in page, path
        assert "5019" not in page, path
        if path.endswith(".html"):
            assert re.findall(r"<script|<img|onerror=x>(?!)|javascript:a\"", page) == [], path
        if path.endswith(".md"):
            assert re.findall(r"(?<!\\)<script|(?<!\\)\{\{|(?<!\\)\*\*a|[^\\]\]\(", page) == [], path


def test_texts_of_ten_thousand_characters_break_nothing(tmp_path):
    long = "words " * 1666
    criteria = {
        path: re.sub(r"(?<!ask: )\{en: [^,{}]+", f"{{en: {long.strip()}", text) for path, text in DECLARED.items()
    }
    pages = debriefs(taken_in(tmp_path, criteria, VISITS.replace("nobody there", long)))
    assert readers_of(pages) == set(READERS)
    assert max(len(text) for path, text in pages.items() if path.endswith(".txt")) < 2000


def test_a_single_visit_is_told_to_every_reader(tmp_path):
    header, *_, last, _ = VISITS.splitlines(keepends=True)
    pages = debriefs(taken_in(tmp_path, DECLARED, header + last))
    assert readers_of(pages) == set(READERS)


BARE = {
    "qshop.yaml": """\
format: 1
name: Empfang
languages: [de]
waves: [{id: herbst, from: 2026-09-01, to: 2026-09-30}]
""",
    "sites.yaml": "format: 1\nsites: [{id: S1}, {id: S2}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Der Empfang}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: greeting
    text: Jeder Gast wird begrüßt
    priority: must
    status: validated
    validated: {by: Lenkungskreis, on: 2026-01-10}
    questions: [{id: greeted, ask: Wurden Sie begrüßt?, type: yes_no}]
""",
    "questionnaires/onsite.yaml": "format: 1\ntitle: Vor Ort\nchannel: face_to_face\n",
}
BARE_VISITS = """\
visit_id,questionnaire,version,site,date,greeted
v1,onsite,1,S1,2026-09-02,yes
v2,onsite,1,S2,2026-09-03,no
v3,onsite,1,S2,2026-09-04,no
"""


def test_without_owners_targets_promises_staff_or_sentences_in_its_language_there_are_still_pages(tmp_path):
    root, told = taken_in(tmp_path, BARE, BARE_VISITS), ("programme", "site", "owner", "visit")
    pages = debriefs(root, told)
    assert {path.rsplit(".")[-2] for path in pages} == {"de"}
    assert readers_of(pages) == set(told)
    for reader in set(READERS) - set(told):
        assert run(["--project", str(root), "debrief", "--for", reader]) == 2, reader
    assert [
        path
        for path, page in pages.items()
        if "debrief." in path and "owner" not in path and "Jeder Gast wird begrüßt" not in page
    ] == []


def test_where_all_visits_are_void_only_those_who_read_visits_read_anything(tmp_path, capsys):
    header, *rows = VISITS.splitlines(keepends=True)
    export = header + "".join(row.replace(",,D", ",void,D") for row in rows if ",,D" in row)
    root = taken_in(tmp_path, DECLARED, export)
    for reader in ("programme", "site", "team", "owner"):
        code, output = said(capsys, root, "debrief", "--for", reader)
        assert (code, output.out) == (2, ""), reader
        assert output.err.startswith("qshop: there are no visits to write about in autumn\n"), reader
    assert said(capsys, root, "debrief", "--for", "visit", "a1")[0] == 0
