"""What people are told before the first visit: it says what is so of the programme, and leaves a line for what is not known."""

import re

import pytest

from qshop.cli.main import run
from qshop.io.packaged import packaged_languages, packaged_path
from qshop.io.packaged_parts import packaged_names, packaged_part
from qshop.workshop.document import DocumentFile
from qshop.workshop.fact_names import CONDITIONS, FACTS, LISTS
from support import programme

QSHOP = """\
format: 1
name: Front desk
languages: [en]
owners: {desk_manager: Desk manager}
waves:
  - {id: w1, name: Spring, from: 2026-03-01, to: 2026-03-31}
"""
TOLD = (
    QSHOP
    + "ethics: {staff_informed: 2026-02-01, uses: [improvement]}\nprivacy: {keep_months: {personal: 12, recordings: 3}}\n"
)
SITES = """\
format: 1
teams:
  - {id: hosts, name: Hosts}
  - {id: cooks, name: Cooks, provider: true, contract: linked}
  - {id: guards, name: Guards, provider: true}
sites: [{id: S01, teams: {desk: hosts, lunch: cooks}}]
"""
CRITERIA = """\
format: 1
stage: desk
criteria:
  - id: exit
    text: The exit is clear
    priority: must
    questions:
      - {id: exit_clear, ask: Was the exit clear?, type: yes_no, evidence: EVIDENCE}
"""
COMMITMENT = """\
format: 1
countries: [FR]
commitment:
  says: Nobody is judged.
  footer: Nobody is judged on visits.
  by: {name: Ada Lane, function: Director}
  exception: One exception, danger.
  contact: {name: Bo Reed, telephone: "0123"}
"""
STAGES = "format: 1\nstages: [{id: desk, name: Desk}, {id: lunch, name: Lunch}]\n"


def announced(folder, *arguments, qshop=TOLD, communication=COMMITMENT, evidence="photo"):
    """Print the announcement of a small programme; give each paper by its name."""
    files = {"qshop.yaml": qshop, "sites.yaml": SITES, "criteria/stages.yaml": STAGES}
    files["criteria/desk.yaml"] = CRITERIA.replace(
        ", evidence: EVIDENCE", f", evidence: {evidence}" if evidence else ""
    )
    programme(folder / "p", files | ({"communication.yaml": communication} if communication else {}))
    out = folder / "out"
    assert (
        run(["--project", str(folder / "p"), "workshop", "print", "announcement", "--out", str(out), *arguments]) == 0
    )
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(out.iterdir(), key=lambda path: path.stem)}


def answer(papers, number, name="answers"):
    """Give what stands below a question."""
    return re.split(r"^## [0-9]+\\\. .*\n\n", papers[name], flags=re.MULTILINE)[number].strip()


def test_own_staff_have_a_letter_each_provider_a_notice_and_representatives_a_note(tmp_path):
    assert list(announced(tmp_path)) == [
        "answers",
        "answers-cooks",
        "answers-guards",
        "letter",
        "notice-cooks",
        "notice-guards",
        "representatives",
    ]


@pytest.mark.parametrize(
    ("team", "names"), [("hosts", ["answers", "letter"]), ("cooks", ["answers-cooks", "notice-cooks"])]
)
def test_a_team_has_its_own_papers_only(tmp_path, team, names):
    assert list(announced(tmp_path, "--team", team)) == names


def test_every_paper_ends_with_the_commitment_in_one_line(tmp_path):
    assert {paper.rstrip().splitlines()[-1] for paper in announced(tmp_path).values()} == {
        "*Nobody is judged on visits.*"
    }


def test_the_letter_begins_with_the_words_of_management(tmp_path):
    letter = announced(tmp_path)["letter"]
    assert letter.split("##")[0] == (
        "# Visits that show us what a visitor sees\n\n"
        "*Front desk · To everybody whose work visitors meet*\n\n"
        "“Nobody is judged.”\n\nAda Lane, Director\n\nOne exception, danger.\n\n"
    )


def test_without_a_commitment_management_writes_it_by_hand(tmp_path):
    letter = announced(tmp_path, communication="")["letter"]
    assert "What management promises, in its own words:\n\n· " in letter
    assert "{" not in letter
    assert "…………, …………. You need not go through your supervisor." in letter


@pytest.mark.parametrize(
    ("evidence", "begins"),
    [
        ("", "No. The form has no place for photographs, sound or film."),
        ("photo", "No. No conversation is recorded and nobody is filmed."),
        ("audio", "At some questions, yes. This is all of it, and nothing else is recorded:"),
        ("video", "At some questions, yes. This is all of it, and nothing else is recorded:"),
    ],
)
def test_am_i_filmed_depends_on_what_the_form_asks_for(tmp_path, evidence, begins):
    told = answer(announced(tmp_path, evidence=evidence), 1)
    assert told.startswith(begins)
    assert ("Was the exit clear?" in told) == bool(evidence)


def test_is_my_name_kept_depends_on_whether_staff_have_codes(tmp_path):
    assert answer(announced(tmp_path), 2).startswith("No name. But a code may stand for you")
    assert answer(announced(tmp_path, qshop=QSHOP), 2).startswith("No, and no code either. What is kept is the place")


def test_pay_is_ruled_out_only_where_it_is_written_down_and_france_is_told_what_the_law_does_not_do(tmp_path):
    told, untold = (
        answer(announced(tmp_path), 3),
        answer(announced(tmp_path, qshop=QSHOP, communication="format: 1\n"), 3),
    )
    assert told.startswith("No. What results may be used for is written down, and it is all: improvement.")
    assert "Cour de cassation, 6 September 2023, no. 22-13.783" in told
    assert untold.startswith("It has not been written down yet what results may be used for.")
    assert "Cour de cassation" not in untold


def test_a_provider_is_told_of_its_contract_and_has_no_sheets_about_people_where_results_touch_it(tmp_path):
    papers = announced(tmp_path)
    assert "Results touch the contract between your company and its client" in papers["notice-cooks"]
    assert "Of your work they look at: Lunch." in papers["notice-cooks"]
    assert "Whether results touch it has not been said yet." in papers["notice-guards"]
    assert "If a sheet is about you alone" not in papers["answers-cooks"]
    assert "If a sheet is about you alone" in papers["answers-guards"]


def test_how_long_is_said_or_that_it_is_not_decided(tmp_path):
    assert answer(announced(tmp_path), 9).startswith(
        "What may lead to a person is kept for 12 months, then deleted.\n\nPhotographs and recordings: 3 months."
    )
    assert answer(announced(tmp_path, qshop=QSHOP), 9).startswith("For how long has not been decided.")


def test_representatives_are_told_what_is_not_settled_and_what_their_country_asks(tmp_path):
    note = announced(tmp_path, qshop=QSHOP)["representatives"]
    assert "- ☐ What results may be used for, in writing\n" in note
    assert "## In France\n" in note
    assert "## In Türkiye\n" not in note
    assert "compl" not in note.lower()


def test_what_management_is_ready_to_change_is_said_once_however_much_it_is(tmp_path):
    ready = COMMITMENT + "  ready_to_change: [The rota, The desk]\n  not_ready_to_change: [The hours]\n"
    note = announced(tmp_path, communication=ready)["representatives"]
    assert "- Ready to change: The rota · The desk\n- Not going to change: The hours\n" in note


def test_a_step_that_shows_a_wave_says_which(tmp_path):
    about = "about: Your page, by: desk_manager"
    steps = f"steps: [{{id: s1, what: shown, wave: w1, {about}, due: 2026-04-20}}, {{id: s2, what: trained, {about}, due: 2026-05-20}}]\n"
    note = announced(tmp_path, communication=COMMITMENT + steps)["representatives"]
    assert "- Spring: Your page (Desk manager, by 20 April 2026)\n- Your page (Desk manager, by 20 May 2026)\n" in note


def test_a_document_of_the_programme_s_own_wins(tmp_path):
    own = "format: 1\ntitle: Hear ye\nsections: [{text: 'From {director}, *not* {nobody}'}]\n"
    programme(tmp_path / "p", {"workshops/documents/letter.yaml": own})
    assert announced(tmp_path)["letter"] == (
        "# Hear ye\n\nFrom Ada Lane, \\*not\\* \\{nobody\\}\n\n*Nobody is judged on visits.*\n"
    )


@pytest.mark.parametrize("name", packaged_names("workshop/documents"))
def test_a_packaged_document_is_complete_in_every_language_and_names_only_what_there_is(name):
    document = packaged_part(DocumentFile, f"workshop/documents/{name}.yaml")
    assert {frozenset(words) for words in texts(document)} == {frozenset(packaged_languages())}
    written = (packaged_path("workshop/documents") / f"{name}.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\{([a-z_]+)\}", written)) <= set(FACTS)
    assert {section.when.removeprefix("not_") for section in document.sections if section.when} <= set(CONDITIONS)
    assert {section.show for section in document.sections if section.show} <= set(LISTS)
    for words in texts(document):
        facts = [set(re.findall(r"\{[a-z_]+\}", text)) for text in words.values()]
        assert all(one == facts[0] for one in facts), words


def texts(document):
    """Give every text of a document, as a map of languages."""
    yield document.title
    for section in document.sections:
        tables = section.table.columns if section.table else []
        yield from filter(None, [section.heading, section.text])
        yield from (*section.bullets, *section.boxes, *section.lines, *tables)


def test_a_guide_and_its_handouts_carry_the_line_too(tmp_path):
    announced(tmp_path)
    out = tmp_path / "guide"
    root = str(tmp_path / "p")
    assert run(["--project", root, "workshop", "guide", "managers", "--out", str(out)]) == 0
    last = {path.read_text(encoding="utf-8").rstrip().splitlines()[-1] for path in out.iterdir()}
    assert last == {"*Nobody is judged on visits.*"}
