"""Every kind of evidence in every form and language: asked for with its question, and taken in by the file's name."""

from hashlib import sha256

import pytest

from desk import DESK, FILES
from qshop.cli.main import run
from qshop.forms.form_view import form
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.programme.question import EVIDENCE_KINDS
from support import programme

LANGUAGES = ("en", "fr", "tr")
LABELS = {
    "photo": ["Photo", "Photo", "Fotoğraf"],
    "audio": ["Sound recording", "Enregistrement sonore", "Ses kaydı"],
    "video": ["Video", "Vidéo", "Video"],
}


def asking_for(folder, kind):
    """Write the desk with evidence asked for its first question, and hand out every form that needs no browser."""
    files = {
        **FILES,
        "criteria/desk.yaml": DESK.replace('comment: ["no"]', f'comment: ["no"]\n        evidence: {kind}'),
    }
    root = programme(folder, files)
    assert run(["--project", str(root), "build-questionnaire", "--format", "md,html,xlsx,csv"]) == 0
    return root


def test_there_are_three_kinds():
    assert tuple(LABELS) == EVIDENCE_KINDS


@pytest.mark.parametrize("kind", EVIDENCE_KINDS)
def test_evidence_is_asked_for_in_every_form(kind, tmp_path):
    root = asking_for(tmp_path, kind)
    folder = root / "questionnaires/onsite"
    for language, label in zip(LANGUAGES, LABELS[kind], strict=True):
        paper = (folder / f"v1.{language}.md").read_text(encoding="utf-8")
        colon = tongue(language)("colon")
        hint = tongue(language)("form.evidence_hint")
        assert f"\n{label}{colon} \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n\n*{hint}*\n" in paper
    page = (folder / "v1.html").read_text(encoding="utf-8")
    media = {"photo": "image", "audio": "audio", "video": "video"}[kind]
    assert f'<input id="evidence-greeted" type="file" accept="{media}/*"' in page
    assert page.count('<input id="evidence-') == 1
    loaded = load(root).programme
    shown = form(loaded.versions["onsite", 1], loaded, tongue("en"))
    assert [q.evidence for section in shown.sections for q in section.questions] == [kind, None, None, None]


@pytest.mark.parametrize("kind", EVIDENCE_KINDS)
def test_the_name_of_the_file_comes_back_with_its_digest(kind, tmp_path):
    root = asking_for(tmp_path, kind)
    (root / "media").mkdir()
    (root / "media/V1 desk.bin").write_bytes(b"evidence")
    header = "visit_id,questionnaire,version,site,date,greeted,greeted_evidence,greeting_wait,exit_clear,goodbye"
    (root / "export.csv").write_text(
        f"{header}\nV1,onsite,1,A1,2026-03-02,yes,V1 desk.bin,20,yes,3\n", encoding="utf-8"
    )
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    table = parse_csv((root / "visits/spring/onsite-v1.csv").read_bytes(), "onsite-v1.csv").table
    assert table.get("greeted_evidence").cells() == [f"V1 desk.bin sha256:{sha256(b'evidence').hexdigest()}"]
