"""The debrief of one visit: one gold text in English, the same in every language, and what it never says."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import FILES, VISITS
from qshop.cli.main import run
from qshop.debrief.visit import view as visit_view
from qshop.findings.results import Results, last_wave
from qshop.io.packaged import tongue
from qshop.pages.render import Layouts
from qshop.pages.visit_page import visit_page
from qshop.visits.moments import COLUMNS, Moment
from scoring import frozen, visits
from service_desk import FILES as SERVICE
from service_desk import QSHOP, ROW
from support import programme, said_before_method

GOLD = Path(__file__).parent / "gold"
RELEASED = QSHOP.replace("quotes: all", "quotes: released")
QUOTED = FILES["qshop.yaml"] + "privacy: {quotes: all}\n"
MORE = """\
visit_id,questionnaire,version,site,date,status,purpose,shopper,greeted,greeted_comment,greeted_evidence,greeting_wait,exit_clear,goodbye
v1,onsite,1,A1,2026-09-07,void,,S77,yes,,,20,yes,3
b1,onsite,1,A1,2026-09-07,,,S77,yes,,g.jpg,20,,na
t1,onsite,1,A1,2026-09-07,,trial,S77,yes,She rose to greet me,,20,yes,2
d:1,onsite,1,A1,2026-09-08,,,S77,yes,,,31,yes,3
"""
MOMENTS = """\
visit_id,time,step,feeling,thought,evidence
a4,10:00,The form on the web site,neutral,Seven fields,
a4,10:02,The date | of my visit,frustrated,It *forgot* my date,date.png
a4,10:02:30,Sending it,frustrated,<b>Error</b>,
a4,10:15,The call that followed,pleased,She knew my name,
a3,,The lift,neutral,,
"""


def desk(folder, declared=QUOTED):
    root = programme(folder, FILES | {"qshop.yaml": declared, "export.csv": VISITS, "more.csv": MORE})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv"), str(root / "more.csv")]) == 0
    return programme(root, {"visits/autumn/moments.csv": MOMENTS})


@pytest.fixture(scope="module")
def quoted(tmp_path_factory):
    return desk(tmp_path_factory.mktemp("quoted"))


def said(capsys, root, *arguments):
    capsys.readouterr()
    code = run(["--project", str(root), "debrief", "--for", "visit", *arguments])
    return code, capsys.readouterr()


def text(capsys, root, visit, *arguments):
    code, output = said(capsys, root, visit, *arguments)
    assert (code, output.err) == (0, "")
    return output.out


def test_it_reads_as_agreed(quoted, capsys):
    """Compare with tests/gold; to accept a new text, write it there and review the difference in git."""
    gold = (GOLD / "debrief-visit.en.md").read_text(encoding="utf-8")
    assert text(capsys, quoted, "a4") == gold


@pytest.mark.parametrize("language", ["fr", "tr"])
def test_no_english_is_left_in_another_language(quoted, capsys, language):
    typed = {line.split(",")[2] for line in MOMENTS.splitlines()} | {"nobody there"}
    words = {
        line.strip("#*- >")
        for line in text(capsys, quoted, "a4").splitlines()
        if sum(c.isalpha() for c in line) > 3 and not any(one in line.replace("\\", "") for one in typed)
    }
    other = {line.strip("#*- >") for line in text(capsys, quoted, "a4", "--lang", language).splitlines()}
    assert words & other == set()


def test_a_failed_critical_standard_is_told_before_all_else_and_only_once(quoted, capsys):
    page = text(capsys, quoted, "a3")
    assert headings(page)[0] == "Put right now"
    assert "- **Exit blocked** (The desk · 4 September 2026)\n  - Was the exit clear? “No” (expected: “Yes”)\n" in page
    assert page.count("Exit blocked") == page.count("2026-09-04") + 1 == 1


def test_a_day_is_told_only_beside_what_is_urgent(quoted, capsys):
    assert "September" not in text(capsys, quoted, "a4")


def headings(page):
    return [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]


def test_what_was_missed_shows_the_answer_and_what_would_have_met_the_standard(quoted, capsys):
    assert "  - After how many seconds? 31 seconds (expected: up to 30 seconds)\n" in text(capsys, quoted, "d:1")


def test_praise_is_quoted(quoted, capsys):
    said_well = "**Went well**: Every visitor is greeted · The exit is clear\n\n> “She rose to greet me”\n"
    assert said_well in text(capsys, quoted, "t1")


def test_words_that_are_not_released_are_nowhere(tmp_path, capsys):
    page = text(capsys, desk(tmp_path, FILES["qshop.yaml"]), "a4")
    for word in ("nobody there", "Seven fields", "forgot", "Error", "knew my name", "date", "Sending", "call"):
        assert word not in page
    assert page.count("words are quoted only once they are released") == 1
    assert "| 2 min | Moment 2 | **Frustrated** | kept |" in page
    assert "13 minutes: from Moment 3 to Moment 4." in page


def test_the_shopper_the_staff_and_the_clock_are_nowhere(quoted, capsys):
    for visit in ("t1", "a4"):
        page = text(capsys, quoted, visit)
        assert [word for word in ("S77", "D2", "10:0", "10:1", visit) if word in page] == []


@pytest.mark.parametrize(
    ("visit", "note"),
    [
        ("v1", "This visit is void: it is not judged."),
        ("b1", "This visit is in no figure: too many questions were left blank. The answers must cover at least 95% of the possible points."),
        ("t1", "This was a trial visit: it is in no figure."),
    ],
)  # fmt: skip
def test_a_visit_that_is_in_no_figure_says_why(quoted, capsys, visit, note):
    page = text(capsys, quoted, visit)
    assert f"> {note}\n" in page
    assert ("- Met: " in page) is (visit == "t1")


def test_a_visit_without_service_says_what_it_is_worth(quoted, capsys):
    page = text(capsys, quoted, "a5")
    assert "> This visit is in no figure: nothing that applied to it earns points.\n\n> No service was found" in page
    assert page.count("No standard could be judged on this visit.\n") == 1


def test_a_void_visit_is_judged_on_nothing(quoted, capsys):
    assert headings(text(capsys, quoted, "v1")) == ["How sure is this?"]


def test_what_was_left_blank_or_did_not_apply_is_told_apart_and_briefly(quoted, capsys):
    page = text(capsys, quoted, "b1")
    assert "Left blank: Was the exit clear?\n\nDid not apply: Staff say goodbye\n" in page


def test_moments_without_frustration_or_times_say_no_more_than_they_know(quoted, capsys):
    page = text(capsys, quoted, "a3")
    assert "Frustration arose at none of 1 moment.\n\n| From the start |" in page
    assert "| – | The lift | Neutral |\n" in page
    assert "Minute by minute" not in text(capsys, quoted, "a2")


def test_a_visit_that_does_not_exist_is_said_with_the_nearest(quoted, capsys):
    assert said(capsys, quoted, "a44") == (
        2,
        ("", "qshop: there is no visit “a44” in autumn\n  did you mean “a4”?\n"),
    )


def test_a_visit_is_looked_for_in_its_own_wave(quoted, capsys):
    assert "Spring 2026" in text(capsys, quoted, "s1")
    assert said(capsys, quoted, "s1", "--wave", "autumn")[1].err.startswith("qshop: there is no visit “s1” in autumn\n")


def test_faulty_moments_are_reported_and_the_others_still_shown(tmp_path, capsys):
    root = desk(tmp_path)
    programme(root, {"visits/autumn/moments.csv": MOMENTS.replace("pleased", "glad")})
    code, output = said(capsys, root, "a4")
    assert code == 1
    assert "visits/autumn/moments.csv:5:33: QS451 feeling: a text of 4 characters is no feeling here\n" in output.err
    assert "| 0 min | The form on the web site | Neutral | Seven fields |  |\n" in output.out
    assert "glad" not in output.out


def test_figures_do_not_mind_moments(quoted, capsys):
    capsys.readouterr()
    assert run(["--project", str(quoted), "score"]) == 0
    assert said_before_method(capsys.readouterr().err) == ""


def test_every_column_of_a_moment_is_in_the_example():
    assert MOMENTS.splitlines()[0] == ",".join(COLUMNS)


def test_what_was_missed_only_just_says_so(quoted, capsys):
    assert "- **Not met: Every visitor is greeted** (only just)\n" in text(capsys, quoted, "d:1")
    assert "only just" not in text(capsys, quoted, "a2")


CODES = st.from_regex(r"[A-Z]{2}[0-9]{5}", fullmatch=True)
CLOCKS = st.integers(13 * 60, 17 * 60).map(lambda minutes: f"{minutes // 60:02}:{minutes % 60:02}")


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("service"), SERVICE | {"qshop.yaml": RELEASED})


@settings(max_examples=25, deadline=None)
@given(
    visit=CODES,
    staff=CODES,
    shopper=CODES,
    word=CODES,
    time_in=CLOCKS,
    later=CLOCKS,
    kind=st.sampled_from(["md", "html"]),
)
def test_no_code_no_clock_no_file_and_no_word_that_is_not_released_is_ever_on_it(
    service, visit, staff, shopper, word, time_in, later, kind
):
    row = ROW | {"visit_id": visit, "desk_staff": staff, "shopper": shopper, "time_in": time_in, "time_out": later}
    row |= {"arrived": later, "greeted_evidence": f"{word}.jpg", "greeted_comment": word, "waited_comment": word}
    (batch,) = visits(service, [row])
    moments = [Moment(visit, later, f"The call to {word}", "frustrated", word, f"{word}.png")]
    results = Results(service, last_wave([batch], service), [batch], moments)
    page = visit_page(visit_view(results, visit), service, tongue("en"))
    told = Layouts(Path(__file__).parent).render(f"debrief/visit.{kind}.j2", page, tongue("en"))
    assert "Moment 1" in told
    assert [one for one in (visit, staff, shopper, word, time_in, later, "jpg", "png") if one in told] == []


def test_what_was_typed_is_text_on_the_page_too(quoted, capsys):
    page = text(capsys, quoted, "a4", "--format", "html")
    assert '<td dir="auto">&lt;b&gt;Error&lt;/b&gt;</td>' in page
    assert "The date | of my visit" in page
