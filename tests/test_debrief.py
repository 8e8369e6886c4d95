"""Debriefs: one gold text in English; the other languages leave nothing untranslated."""

from pathlib import Path

import pytest

from desk import FILES, VISITS, said, visited
from qshop.cli.main import run
from support import programme

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


def agrees_with_gold(text, name):
    """Compare with tests/gold/NAME; to accept a new text, write it there and review the difference in git."""
    assert text == (GOLD / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "gold"),
    [
        ((), "programme"),
        (("--for", "site", "A1"), "site"),
        (("--for", "team", "guests_ltd"), "team"),
        (("--for", "owner", "desk_manager"), "owner"),
        (("--for", "owner", "management"), "management"),
    ],
)
def test_every_page_of_a_wave_reads_as_agreed(desk, capsys, asked, gold):
    code, output = said(capsys, desk, "debrief", *asked)
    assert code == 0
    agrees_with_gold(output.out, f"debrief-{gold}.en.md")


def test_the_same_visits_give_the_same_bytes(desk, capsys):
    first = said(capsys, desk, "debrief")[1].out
    assert said(capsys, desk, "debrief")[1].out == first


def test_a_wave_without_visits_of_a_site_says_so(tmp_path, capsys):
    closed = (
        FILES["sites.yaml"]
        + "  - {id: C3, name: {en: East gate, fr: Porte est, tr: Doğu kapısı}, teams: {desk: house}}\n"
    )
    root = programme(tmp_path, FILES | {"sites.yaml": closed, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    assert said(capsys, root, "debrief", "--for", "site", "C3")[1].err == (
        "qshop: there are no visits of C3 in autumn\n  see: qshop score --by wave,site\n"
    )


@pytest.mark.parametrize("reader", ["programme", "site", "team", "owner"])
def test_void_visits_alone_are_nothing_to_write_about_for_any_reader_of_a_wave(reader, tmp_path, capsys):
    rows = [
        "visit_id,questionnaire,version,site,date,status,greeted,greeting_wait,exit_clear,goodbye",
        "v1,onsite,1,A1,2026-09-02,void,,,,",
    ]
    root = programme(tmp_path, FILES | {"export.csv": "\n".join([*rows, ""])})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    code, output = said(capsys, root, "debrief", "--for", reader)
    assert (code, output.out) == (2, "")
    assert "there are no visits to write about in autumn\n" in output.err


def test_several_debriefs_are_not_printed_on_top_of_each_other(desk, capsys):
    code, output = said(capsys, desk, "debrief", "--for", "site")
    assert (code, output.out) == (2, "")
    assert output.err == "qshop: that is 2 pages\n  write them with --out DIR, or name one of them\n"


def test_a_wave_or_site_that_does_not_exist_is_said_with_the_nearest(desk, capsys):
    assert said(capsys, desk, "debrief", "--wave", "autum")[1].err == (
        "qshop: there is no wave “autum”\n  did you mean “autumn”?\n"
    )
    assert said(capsys, desk, "debrief", "--for", "site", "A2")[1].err == (
        "qshop: there is no site “A2” in autumn\n  known: A1, B2\n"
    )
    assert said(capsys, desk, "debrief", "A1")[1].err == (
        "qshop: the page of the programme takes no name\n  did you mean: --for site A1\n"
    )


def test_an_unknown_language_is_refused(desk, capsys):
    code, output = said(capsys, desk, "debrief", "--lang", "eo")
    assert code == 2
    assert output.err == "qshop: the programme is not written in “eo”\n  known: en, fr, tr\n"


NEVER_JUDGED = {
    "en": "No standard could be judged on these visits.",
    "fr": "Ces visites n’ont permis de juger aucun standard.",
    "tr": "Bu ziyaretlerde değerlendirilebilen bir standart olmadı.",
}


@pytest.mark.parametrize("language", NEVER_JUDGED)
def test_what_was_not_asked_was_neither_met_nor_missed(tmp_path, capsys, language):
    """No service was found on a5, and nothing can be judged without it."""
    header, *_, closed = VISITS.splitlines()
    root = programme(tmp_path, FILES | {"export.csv": f"{header}\n{closed}\n"})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    told = said(capsys, root, "debrief", "--lang", language)[1].out.splitlines()
    assert [line for line in told if line == NEVER_JUDGED[language]] == [NEVER_JUDGED[language]]


def test_pluses_alone_say_nothing_of_musts(tmp_path, capsys):
    pluses = FILES["criteria/desk.yaml"].replace("priority: must", "priority: plus")
    root = programme(tmp_path, FILES | {"criteria/desk.yaml": pluses, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    told = said(capsys, root, "debrief", "--wave", "spring")[1].out
    assert "musts" not in told
    assert "**The exit is clear**: 2 of 2 visits · House team" in told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "customers are told “You are welcome” (web site), more than this standard asks; not kept: 1 of 1 visit"),
        (
            "fr",
            "promesse faite aux clients : « Vous êtes les bienvenus » (site web), plus que n’en demande ce standard ;",
        ),
        (
            "tr",
            "müşterilere verilen söz: “Hoş geldiniz” (internet sitesi), bu standardın istediğinden fazla; tutulmadı:",
        ),
    ],
)
def test_a_promise_that_asks_more_than_a_standard_that_was_kept_is_passed_up(tmp_path, capsys, language, told):
    tighter = FILES["criteria/desk.yaml"].replace("sitesi}\n", "sitesi}\n      up_to: 15\n")
    root = programme(tmp_path, FILES | {"criteria/desk.yaml": tighter, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    page = said(capsys, root, "debrief", "--for", "site", "A1", "--wave", "spring", "--lang", language)[1].out
    assert told in page.replace("\u00a0", " ").replace("\u202f", " ")


def test_what_people_typed_is_never_markup(tmp_path, capsys):
    hostile = FILES["sites.yaml"].replace("en: North gate", 'en: "<b>N</b> | [x](javascript:alert(1)) {{7*7}}"')
    root = programme(tmp_path, FILES | {"sites.yaml": hostile, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    text = said(capsys, root, "debrief", "--for", "site", "A1")[1].out
    assert text.splitlines()[0] == r"# \<b\>N\</b\> \| \[x\](javascript:alert(1)) \{\{7\*7\}\} · Autumn 2026"


def test_a_programmes_own_layout_wins(tmp_path, capsys):
    layout = "{{ view.title | md }}: {{ view.figures[0] }}\n"
    root = programme(tmp_path, FILES | {"templates/debrief/wave.md.j2": layout, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    told = said(capsys, root, "debrief", "--for", "site", "B2")[1].out
    assert told == "South gate: 1 visit: 60%. 1 of 2 musts met.\n"


def test_day_zero_is_the_last_visit_or_a_day_that_is_named_but_none_before_the_wave(desk, capsys):
    assert said(capsys, desk, "debrief", "--as-of", "2026-10-01")[0] == 0
    assert said(capsys, desk, "debrief", "--as-of", "1.10.2026") == (
        2,
        ("", "qshop: “1.10.2026” is no day\n  write it like 2026-09-30\n"),
    )
    assert said(capsys, desk, "debrief", "--as-of", "2026-08-31")[1].err == (
        "qshop: 2026-08-31 is before autumn, which begins on 2026-09-01\n  name a later day with --as-of\n"
    )


def test_a_format_that_there_is_none_of_is_said(desk, capsys):
    assert said(capsys, desk, "debrief", "--format", "md,htm")[1].err == (
        "qshop: there is no format “htm”\n  did you mean “html”?\n"
    )


def test_a_reader_that_there_is_none_of_is_said_with_the_nearest(desk, capsys):
    assert (
        said(capsys, desk, "debrief", "--for", "sit")[1].err
        == "qshop: there is no reader “sit”\n  did you mean “site”?\n"
    )


def test_a_choice_that_there_is_none_of_is_said_in_plain_words(desk, capsys):
    code, output = said(capsys, desk, "score", "--format", "xml")
    assert (code, output.out) == (2, "")
    assert "'--format': 'xml' is not one of 'table', 'csv', 'json'.\n" in output.err
