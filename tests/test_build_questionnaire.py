"""The form a shopper carries: one gold text in English; the other languages leave nothing untranslated."""

from pathlib import Path

import pytest

from desk import FILES
from qshop.cli.main import run
from qshop.forms.kinds import FORMATS
from support import programme

GOLD = Path(__file__).parent / "gold"


@pytest.fixture
def desk(tmp_path):
    return programme(tmp_path / "desk", FILES)


def build(root, *arguments):
    return run(["--project", str(root), "build-questionnaire", *arguments])


def test_the_form_reads_as_agreed(desk):
    assert build(desk) == 0
    text = (desk / "questionnaires/onsite/v1.en.md").read_text(encoding="utf-8")
    assert text == (GOLD / "form.en.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "tr"])
def test_no_english_is_left_in_another_language(desk, language):
    build(desk)
    folder = desk / "questionnaires/onsite"
    english, other = ((folder / f"v1.{one}.md").read_text(encoding="utf-8").splitlines() for one in ("en", language))
    words = {line for line in english if sum(c.isalpha() for c in line) > 3}
    assert words & set(other) == set()


def test_the_csv_form_is_the_header_that_ingest_accepts(desk, capsys):
    build(desk)
    form = desk / "questionnaires/onsite/v1.csv"
    capsys.readouterr()
    assert run(["--project", str(desk), "ingest", str(form), "--dry-run"]) == 0
    assert "the file holds no visits" in capsys.readouterr().err


def test_building_again_changes_nothing(desk, capsys):
    build(desk)
    files = {path: path.read_bytes() for path in (desk / "questionnaires").rglob("*") if path.is_file()}
    capsys.readouterr()
    assert build(desk) == 0
    assert capsys.readouterr().err == "onsite: nothing changed since version 1\n"
    assert {path: path.read_bytes() for path in (desk / "questionnaires").rglob("*") if path.is_file()} == files


def test_a_change_that_can_change_a_score_makes_the_next_version(desk):
    build(desk)
    first = (desk / "questionnaires/onsite/v1.yaml").read_bytes()
    criteria = desk / "criteria/desk.yaml"
    criteria.write_text(criteria.read_text(encoding="utf-8").replace("up_to: 30", "up_to: 20"), encoding="utf-8")
    criteria.write_text(criteria.read_text(encoding="utf-8").replace("over: 30", "over: 20"), encoding="utf-8")
    assert build(desk) == 0
    assert (desk / "questionnaires/onsite/v2.yaml").is_file()
    assert (desk / "questionnaires/onsite/v1.yaml").read_bytes() == first


def test_a_preview_freezes_nothing(desk, tmp_path):
    assert build(desk, "--preview", str(tmp_path / "look")) == 0
    assert sorted(path.name for path in (tmp_path / "look").iterdir()) == [
        *(f"onsite-v1.briefing.{language}.md" for language in ("en", "fr", "tr")),
        "onsite-v1.csv",
        "onsite-v1.en.md",
        "onsite-v1.fr.md",
        "onsite-v1.html",
        "onsite-v1.tr.md",
        "onsite-v1.xlsx",
    ]
    assert not (desk / "questionnaires/onsite").exists()


def test_only_the_kinds_of_form_asked_for_are_written(desk, tmp_path, capsys):
    look = tmp_path / "look"
    assert build(desk, "--preview", str(look), "--format", "csv, md", "--lang", "fr") == 0
    assert sorted(path.name for path in look.iterdir()) == [
        "onsite-v1.briefing.fr.md",
        "onsite-v1.csv",
        "onsite-v1.fr.md",
    ]
    capsys.readouterr()
    assert build(desk, "--format", "md,docx") == 2
    assert capsys.readouterr().err == (
        f"qshop: there is no form of the kind “docx”\n  known: {', '.join(FORMATS)}, all\n"
    )
    assert build(desk, "--lang", "de") == 2
    assert capsys.readouterr().err == "qshop: the programme is not written in “de”\n  known: en, fr, tr\n"


def test_the_paper_form_has_a_box_for_whatever_ingest_will_ask(desk):
    questionnaire = desk / "questionnaires/onsite.yaml"
    text = questionnaire.read_text(encoding="utf-8").replace("channel: face_to_face", "channel: [face_to_face, phone]")
    questionnaire.write_text(text, encoding="utf-8")
    assert build(desk, "--format", "md", "--lang", "en") == 0
    paper = (desk / "questionnaires/onsite/v1.en.md").read_text(encoding="utf-8")
    assert "| How the visit is made | ☐ in person ☐ by telephone |\n" in paper


def test_the_help_names_every_kind_of_form(capsys):
    assert run(["build-questionnaire", "--help"]) == 0
    shown = " ".join(capsys.readouterr().out.replace("│", " ").split())
    kinds = shown.partition("Kinds of form: ")[2].partition(" or all.")[0]
    assert [kind.split()[0].strip(",") for kind in kinds.split(", ") if kind] == [*FORMATS]


def test_a_language_asked_for_leads_the_forms_that_hold_them_all(desk, tmp_path):
    assert build(desk, "--preview", str(tmp_path), "--format", "html", "--lang", "tr") == 0
    page = (tmp_path / "onsite-v1.html").read_text(encoding="utf-8")
    assert '<html lang="tr"' in page
    assert "Were you greeted?" in page


def test_all_kinds_leave_out_pdf_where_no_browser_can_print_it(desk, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert build(desk, "--preview", str(tmp_path / "look"), "--format", "all") == 0
    assert not list((tmp_path / "look").glob("*.pdf"))
    assert capsys.readouterr().err.startswith("no PDF: that takes a browser (Chromium, Chrome or Edge)")


def test_all_kinds_may_stand_in_a_list(desk, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert build(desk, "--preview", str(tmp_path / "all"), "--format", "csv,all") == 0
    assert (tmp_path / "all" / "onsite-v1.xlsx").exists()


def test_a_preview_that_cannot_be_written_is_told(desk, capsys):
    assert build(desk, "--format", "csv", "--preview", str(desk / "qshop.yaml")) == 2
    assert capsys.readouterr().err.endswith("cannot be written: File exists\n  check the folder and its rights\n")


def test_nothing_is_frozen_while_the_check_finds_problems(desk, capsys):
    stages = desk / "criteria/stages.yaml"
    stages.write_text(stages.read_text(encoding="utf-8").replace(", tr: Ayrılış", ""), encoding="utf-8")
    assert build(desk) == 2
    assert "QS212" in capsys.readouterr().err
    assert not (desk / "questionnaires/onsite").exists()


def test_who_is_missing_in_a_group_and_what_a_group_says_in_its_own_language_keep_nothing_from_being_frozen(
    desk, capsys
):
    (desk / "workshops").mkdir()
    (desk / "workshops/groups.yaml").write_text("format: 1\ngroups: [{id: A, stages: [nowhere]}]\n", encoding="utf-8")
    proposal = "  - {id: water, text: {tr: Su ikram edilir}, priority: plus, proposed: {group: A, on: 2026-01-15}}\n"
    criteria = next(path for path in desk.glob("criteria/*.yaml") if path.stem not in ("stages", "gaps"))
    criteria.write_text(criteria.read_text(encoding="utf-8").rstrip("\n") + "\n" + proposal, encoding="utf-8")
    assert build(desk) == 0
    assert run(["--project", str(desk), "check"]) == 1
    assert "QS212" not in capsys.readouterr().out


def test_an_unknown_questionnaire_is_said_with_the_nearest(desk, capsys):
    assert build(desk, "onsight") == 2
    assert capsys.readouterr().err == "qshop: there is no questionnaire “onsight”\n  did you mean “onsite”?\n"
