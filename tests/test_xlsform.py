"""XLSForms: what stands in their sheets. What ODK's own tools make of them is in test_xlsform_odk.py."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

import desk
from qshop.base.errors import FaultyError
from qshop.cli.main import run
from qshop.forms.xlsform import checked_form, forms
from qshop.forms.xlsform.form_check import check_form
from qshop.forms.xlsform.language_names import language_names
from qshop.forms.xlsform.plain_labels import escape_label, escape_references
from qshop.forms.xlsform.relevance import Conditions
from qshop.forms.xlsform.rows import Choice, Row, XlsForm
from qshop.forms.xlsform.sheets import sheets
from qshop.forms.xlsform.xpath import ALWAYS, NEVER, all_of, any_of, literal
from qshop.io.folder import load
from qshop.pages.render import Layouts
from qshop.programme.compile import next_version
from support import front, programme

GOLD = Path(__file__).parent / "gold"
JOINER = "\u2060"


def frozen(folder, **changes):
    """Load the desks, some files of which are changed by (old, new) text, and freeze their questionnaire."""
    files = dict(desk.FILES)
    for name, edits in changes.items():
        path = next(path for path in files if Path(path).stem == name)
        for old, new in edits:
            assert old in files[path]
            files[path] = files[path].replace(old, new)
    root = programme(folder / "desk", files)
    everything = load(root).programme
    return everything, next_version(everything, "onsite")[0]


def survey(folder, **changes):
    """Return the rows of the form of the changed desks, by name."""
    everything, version = frozen(folder, **changes)
    form, diagnostics = checked_form(version, everything, version.languages)
    assert diagnostics == []
    return {row.name: row for row in form.survey if row.type != "end_group"}


def question(folder, line):
    """Return the rows of the form in which one question is asked after `greeted` and `exit_clear`."""
    return survey(
        folder, desk=[("    questions:\n      - {id: exit_clear", f"    questions:\n{line}      - {{id: exit_clear")]
    )


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    everything, version = frozen(tmp_path_factory.mktemp("form"))
    return checked_form(version, everything, version.languages)[0]


# The sheets


def test_the_form_reads_as_agreed(form):
    shown = []
    for sheet in sheets(form):
        kept = [n for n, name in enumerate(sheet.rows[0]) if "::" not in name or name.endswith("(en)")]
        shown += [
            f"# {sheet.name}",
            *("\t".join(row[n].replace("\n", "⏎") for n in kept).rstrip("\t") for row in sheet.rows),
        ]
    assert "\n".join(shown) + "\n" == (GOLD / "form.xlsform.en.tsv").read_text(encoding="utf-8")


def test_every_text_stands_in_every_language_and_none_is_left_in_english(form):
    english = {"Site", "2"}
    for part in (*form.survey, *form.choices):
        for name in ("label", "hint", "required_message", "constraint_message"):
            text = getattr(part, name, {})
            assert list(text) in ([], ["en", "fr", "tr"])
            assert {text.get("fr"), text.get("tr")} & {text.get("en")} <= {None, *english}


def test_the_first_language_wanted_is_the_default(tmp_path):
    everything, version = frozen(tmp_path)
    form, diagnostics = checked_form(version, everything, ["tr", "en"])
    assert diagnostics == []
    survey, _, settings = sheets(form)
    assert [name for name in survey.rows[0] if name.startswith("label")] == [
        "label::Türkçe (tr)",
        "label::English (en)",
    ]
    assert dict(zip(*settings.rows, strict=True)) | {"form_id": "onsite", "version": "1"} == {
        "form_title": "Danışmaya bir ziyaret",
        "form_id": "onsite",
        "version": "1",
        "default_language": "Türkçe (tr)",
        "style": "pages",
        "instance_name": "concat(${site}, ' ', ${date})",
    }


def test_a_language_is_called_by_its_own_name_with_its_code_alone_in_brackets():
    assert list(language_names(["en", "fr", "tr", "pt-BR", "zh-Hant", "sr-Latn", "qqq"]).values()) == [
        "English (en)",
        "Français (fr)",
        "Türkçe (tr)",
        "Português, Brasil (pt)",
        "中文, 繁體 (zh)",
        "Srpski, latinica (sr)",
        "qqq (qqq)",
    ]


def test_the_workbook_has_the_same_bytes_each_time_and_no_formula(tmp_path):
    everything, version = frozen(tmp_path, onsite=[("en: A visit to the desk", 'en: "=HYPERLINK(1)"')])
    [(ending, content)] = forms(version, everything, version.languages, Layouts(tmp_path))
    assert ending == "xlsx"
    assert [(ending, content)] == list(forms(version, everything, version.languages, Layouts(tmp_path)))
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert book["settings"]["A2"].value == "=HYPERLINK(1)"
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}


def test_no_score_is_in_the_form(form):
    written = str(sheets(form))
    assert [word for word in ("points", "score", "must", "weight", "critical") if word in written.lower()] == []


# Questions


@pytest.mark.parametrize(
    ("type_", "kind", "accepts"),
    [
        ("yes_no", "select_one _yes_no", ""),
        ("number", "decimal", r"regex(., '^([0-9]{1,15}(\.[0-9]{1,15})?|[0-9]\.[0-9]{1,16}E-?([0-9]|1[0-4]))$')"),
        ("duration", "integer", ". >= 0"),
        ("time", "time", ""),
        ("text", "text", ""),
        ("scale, scale: {from: 1, to: 3}", "select_one asked", ""),
        ("choice, choices: [{id: a, text: {en: A, fr: B, tr: C}}]", "select_one asked", ""),
        ("multi, choices: [{id: a, text: {en: A, fr: B, tr: C}}]", "select_multiple asked", ""),
    ],
)
def test_every_type_of_answer_is_given_in_its_own_way(tmp_path, type_, kind, accepts):
    asked = question(tmp_path, f"      - {{id: asked, ask: {{en: A, fr: B, tr: C}}, type: {type_}}}\n")["asked"]
    assert (asked.type, asked.constraint, bool(asked.constraint_message)) == (kind, accepts, bool(accepts))


@pytest.mark.parametrize(
    ("type_", "kind", "accepts"),
    [
        ("yes_no", "select_one _yes_no_na", ""),
        ("number", "text", r"regex(., '^(na|[0-9]{1,15}(\.[0-9]{1,15})?)$')"),
        ("duration", "text", r"regex(., '^(na|[0-9]{1,15}(\.[0-9]{1,15})?)$')"),
        ("time", "text", "regex(., '^(na|([01][0-9]|2[0-3]):[0-5][0-9])$')"),
        ("text", "text", ""),
        (
            "multi, choices: [{id: a, text: {en: A, fr: B, tr: C}}]",
            "select_multiple asked",
            "not(selected(., 'na') and count-selected(.) > 1)",
        ),
    ],
)
def test_what_may_not_apply_is_answered_na_in_the_same_column(tmp_path, type_, kind, accepts):
    asked = question(tmp_path, f"      - {{id: asked, ask: {{en: A, fr: B, tr: C}}, na: true, type: {type_}}}\n")[
        "asked"
    ]
    assert (asked.type, asked.constraint) == (kind, accepts)
    typed = kind == "text"
    assert typed == asked.hint.get("en", "").endswith("If this does not apply, write: na")


def test_hint_unit_and_what_is_optional_are_said_below_the_question(tmp_path):
    line = "      - {id: asked, ask: {en: A, fr: B, tr: C}, hint: {en: H, fr: I, tr: J}, unit: {en: {one: car, other: cars}, fr: voitures, tr: araç}, type: number, required: false}\n"
    asked = question(tmp_path, line)["asked"]
    assert asked.hint == {
        "en": "H\nUnit: cars\nOptional.",
        "fr": "I\nUnité\u00a0: voitures\nFacultatif.",
        "tr": "J\nBirim: araç\nİsteğe bağlı.",
    }
    assert asked.required == ""


def test_a_required_question_may_stay_blank_only_where_the_page_says_that_this_is_meant(tmp_path):
    rows = survey(tmp_path)
    assert rows["greeted"].required == "not(selected(${_blanks_desk}, 'yes'))"
    assert rows["_blanks_desk"].type == "select_multiple _blanks"
    assert list(rows).index("_blanks_desk") > list(rows).index("exit_clear")


def test_a_comment_is_asked_for_and_needed_after_the_answers_that_need_one(tmp_path):
    line = "      - {id: asked, ask: {en: A, fr: B, tr: C}, type: multi, na: true, comment: [a, na], choices: [{id: a, text: {en: A, fr: B, tr: C}}, {id: b, text: {en: A, fr: B, tr: C}}]}\n"
    rows = question(tmp_path, line)
    assert (rows["greeted_comment"].relevant, rows["greeted_comment"].required) == ("${greeted} = 'no'", "yes")
    assert rows["asked_comment"].relevant == "selected(${asked}, 'a') or selected(${asked}, 'na')"
    assert "exit_clear_comment" not in rows


def test_evidence_is_asked_once_its_question_is_answered_photos_and_recordings_in_modest_size(tmp_path):
    lines = (
        "      - {id: seen, ask: {en: A, fr: B, tr: C}, type: yes_no, evidence: photo, when: {question: greeted, is: [no]}}\n"
        "      - {id: heard, ask: {en: A, fr: B, tr: C}, type: text, evidence: audio}\n"
        "      - {id: filmed, ask: {en: A, fr: B, tr: C}, type: text, evidence: video}\n"
    )
    rows = question(tmp_path, lines)
    photo, recording, video = rows["seen_evidence"], rows["heard_evidence"], rows["filmed_evidence"]
    assert (photo.type, photo.parameters, photo.relevant) == ("image", "max-pixels=1600", "${seen} != ''")
    assert (recording.type, recording.parameters, recording.relevant) == (
        "audio",
        "quality=voice-only",
        "${heard} != ''",
    )
    assert (video.type, video.parameters, video.relevant) == ("video", "", "${filmed} != ''")


def test_a_long_list_is_typed_into(tmp_path):
    rows = question(
        tmp_path, "      - {id: asked, ask: {en: A, fr: B, tr: C}, type: scale, scale: {from: 0, to: 10}}\n"
    )
    assert rows["asked"].appearance == "minimal autocomplete"
    assert rows["goodbye"].appearance == ""


# The visit


def test_only_the_times_of_filling_in_are_recorded_without_being_asked(form):
    assert [row.type for row in form.survey[:6]] == ["start", "end", "calculate", "calculate", "calculate", "note"]
    kinds = {row.type.partition(" ")[0] for row in form.survey}
    assert kinds & {"deviceid", "audit", "geopoint", "username", "email", "phonenumber", "start-geopoint"} == set()


def test_a_question_named_like_what_is_recorded_comes_first(tmp_path):
    rows = question(tmp_path, "      - {id: end, ask: {en: A, fr: B, tr: C}, type: yes_no}\n")
    assert rows["end"].type == "select_one _yes_no"
    assert rows["start"].type == "start"


def test_the_chosen_site_is_sent_once_more_as_text(form):
    again = next(row for row in form.survey if row.name == "_site")
    assert (again.type, again.calculation) == ("calculate", "${site}")


def test_staff_are_asked_for_only_where_they_were_informed_and_only_from_that_day(tmp_path):
    rows = survey(tmp_path / "informed")
    assert rows["desk_staff"].relevant == "${date} >= date('2026-01-15')"
    uninformed = survey(tmp_path / "not", qshop=[("ethics: {staff_informed: 2026-01-15}\n", "")])
    assert [name for name in uninformed if name.endswith("_staff")] == []


def test_the_brief_of_the_chosen_role_is_shown_with_what_never_to_do_and_how_to_stay_safe(tmp_path):
    more = (
        "brief: {en: You are expected., fr: On vous attend., tr: Bekleniyorsunuz.},\n"
        "     never: [{en: Never lie., fr: Ne mentez jamais., tr: Asla yalan söylemeyin.}], safety: [{en: Leave., fr: Partez., tr: Çıkın.}]}\n"
        "  - {id: courier, name: {en: Courier, fr: Livreur, tr: Kurye}}\n"
    )
    rows = survey(
        tmp_path, onsite=[("brief: {en: You are expected., fr: On vous attend., tr: Bekleniyorsunuz.}}\n", more)]
    )
    note = rows["_scenario_guest"]
    assert note.relevant == "${scenario} = 'guest'"
    assert (
        note.label["fr"]
        == "Un invité\n\nOn vous attend.\n\nÀ ne jamais faire\u00a0:\nNe mentez jamais.\n\nVotre sécurité\u00a0:\nPartez."
    )
    assert rows["scenario"].required == "yes"


def test_a_programme_without_sites_asks_for_the_code(tmp_path):
    everything, version = frozen(tmp_path)
    form, diagnostics = checked_form(version, replace(everything, sites=[]), version.languages)
    assert diagnostics == []
    assert next(row.type for row in form.survey if row.name == "site") == "text"


# Conditions


@pytest.mark.parametrize(
    ("applies", "condition"),
    [
        ("{tags: [staffed]}", "selected(${_site_tags}, 'staffed')"),
        ("{sites: [A1]}", "${site} = 'A1'"),
        ("{not_sites: [A1]}", "${site} != 'A1'"),
        ("{sites: [A1, B2]}", ALWAYS),
        ("{scenario: guest}", ALWAYS),
        ("{channel: [face_to_face, phone]}", ALWAYS),
        ("{sites: [B2], not_sites: [A1]}", "${site} = 'B2' and ${site} != 'A1'"),
    ],
)
def test_what_a_question_applies_to_is_a_condition_as_short_as_can_be(tmp_path, applies, condition):
    line = f"      - {{id: asked, ask: {{en: A, fr: B, tr: C}}, type: yes_no, applies: {applies}}}\n"
    assert question(tmp_path, line)["asked"].relevant == condition


def test_what_no_visit_can_meet_is_left_out_with_all_that_hangs_on_it(tmp_path):
    lines = (
        "      - {id: never, ask: {en: A, fr: B, tr: C}, type: yes_no, applies: {tags: [unknown]}}\n"
        "      - {id: after, ask: {en: A, fr: B, tr: C}, type: yes_no, when: {question: never, is: [yes]}}\n"
        "      - {id: either, ask: {en: A, fr: B, tr: C}, type: yes_no, when: {any: [{question: never, is: [yes]}, {question: greeted, is: [yes]}]}}\n"
    )
    rows = question(tmp_path, lines)
    assert "never" not in rows
    assert "after" not in rows
    assert rows["either"].relevant == "${greeted} = 'yes'"


def test_without_service_only_the_criteria_of_access_are_asked(tmp_path):
    rows = survey(tmp_path, desk=[("    critical: true\n", "    critical: true\n    access: true\n")])
    assert (rows["desk"].relevant, rows["leaving"].relevant) == (ALWAYS, "${status} != 'no_service'")
    assert (rows["exit_clear"].relevant, rows["greeted"].relevant) == (ALWAYS, "${status} != 'no_service'")


def test_a_stage_can_hang_on_answers_of_earlier_stages(tmp_path):
    rows = survey(tmp_path, stages=[("{id: leaving,", '{id: leaving, when: {question: greeted, is: ["yes", "no"]},')])
    assert rows["leaving"].relevant == "(${greeted} = 'yes' or ${greeted} = 'no') and ${status} != 'no_service'"


def test_a_page_is_shown_only_where_one_of_its_questions_is_asked(tmp_path):
    limits = "    priority: plus\n    applies: {tags: [staffed]}\n"
    rows = survey(tmp_path / "limited", leaving=[("    priority: plus\n", limits)])
    staffed = "selected(${_site_tags}, 'staffed')"
    assert rows["leaving"].relevant == f"${{status}} != 'no_service' and {staffed}"

    waved = "      - {id: waved, ask: {en: A, fr: B, tr: C}, type: yes_no, when: {question: goodbye, is: ['3']}}\n"
    lines = "        na: true\n        when: {question: greeted, is: ['yes']}\n"
    hung = survey(
        tmp_path / "hung", leaving=[("        na: true\n", lines), ("tr: Adıyla}}}\n", f"tr: Adıyla}}}}}}\n{waved}")]
    )
    assert hung["leaving"].relevant == "${status} != 'no_service' and ${greeted} = 'yes'"
    assert hung["waved"].relevant == "${goodbye} = '3'"


def test_conditions_join_with_brackets_where_needed_and_without_repeating():
    assert all_of(["a", ALWAYS, "b or c", "a"]) == "a and (b or c)"
    assert all_of(["a", NEVER]) == NEVER
    assert any_of(["a and b", NEVER, "c"]) == "(a and b) or c"
    assert any_of(["a", ALWAYS]) == ALWAYS
    assert any_of([]) == NEVER


@pytest.mark.parametrize(
    ("code", "quoted"),
    [
        ("A1", "'A1'"),
        ("O'Hare", '"O\'Hare"'),
        ("a'b\"c", "concat('a', \"'\", 'b\"c')"),
        ("${x}", "concat('$', '{x}')"),
    ],
)
def test_any_code_can_stand_in_a_condition(code, quoted):
    assert literal(code) == quoted


def test_every_version_of_the_conditions_sees_only_questions_asked_before(tmp_path):
    everything, version = frozen(tmp_path)
    stage, criterion, wait = version.questions()[1]
    assert Conditions(version, everything).of_question(stage, criterion, wait, {}) == NEVER


# Text stays text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("5 * 3 = 15, or a_b?", "5 * 3 = 15, or a_b?"),
        ("*now* or _then_", r"\*now\* or \_then\_"),
        ("# 1", f"{JOINER}# 1"),
        ("To bring:\n- a badge\n2. a pen", f"To bring:\n{JOINER}- a badge\n{JOINER}2. a pen"),
        ("<b>now</b> & a < b &lt; c", f"<{JOINER}b>now<{JOINER}/b> & a < b &{JOINER}lt; c"),
        ("[here](http://x.org)", f"[here]{JOINER}(http://x.org)"),
        ("Pay ${amount}", f"Pay ${JOINER}{{amount}}"),
        ("instance('site')/root", f"instance{JOINER}('site')/root"),
        (r"a \* b", rf"a \{JOINER}* b"),
        ("=1+1 a\x07b", "=1+1 a b"),
        ("5\u00a0%", "5\u202f%"),
    ],
)
def test_what_people_typed_is_shown_as_typed(typed, written):
    assert escape_label(typed) == written


def test_a_french_sign_stays_with_its_word(form):
    survey = sheets(form)[0]
    french = survey.rows[0].index("label::Français (fr)")
    assert "Vous a-t-on salué\u202f?" in [row[french] for row in survey.rows]


def test_a_title_has_no_markdown_to_be_escaped():
    assert escape_references("*A* ${b}") == f"*A* ${JOINER}{{b}}"


# What the forms' own validators let through

SMALL = XlsForm(
    {"en": "English (en)", "fr": "Français (fr)"},
    [
        Row("begin_group", "desk", {"en": "Desk", "fr": "Accueil"}),
        Row("select_one answers", "greeted", {"en": "Greeted?", "fr": "Salué ?"}),
        Row("text", "greeted_comment", {"en": "Why?", "fr": "Pourquoi ?"}, relevant="${greeted} = 'no'"),
        Row("end_group", "desk"),
    ],
    [Choice("answers", "yes", {"en": "Yes", "fr": "Oui"}), Choice("answers", "no", {"en": "No", "fr": "Non"})],
    {"form_id": "onsite", "version": "3", "default_language": "English (en)", "instance_name": "${greeted}"},
)


def problems(**changes):
    return [f"{one.where}: {one.code} {one.message}" for one in check_form(replace(SMALL, **changes))]


def test_a_sound_form_has_no_fault():
    assert problems() == []


def test_a_default_language_must_be_that_of_a_column():
    settings = {**SMALL.settings, "default_language": "English"}
    assert problems(settings=settings) == [
        "onsite v3, settings:2: QS230 the default language “English” is the language of no column"
    ]


def test_a_choice_and_a_question_must_be_written_in_every_language():
    choices = [SMALL.choices[0], Choice("answers", "no", {"en": "No", "fr": " "})]
    assert problems(choices=choices) == [
        "onsite v3, choices:3: QS230 the choice “no” of answers is not written in Français (fr)"
    ]
    rows = [*SMALL.survey, Row("note", "thanks"), Row("text", "why", {"en": "A", "fr": "B"}, {"fr": "C"})]
    assert problems(survey=rows) == [
        "onsite v3, survey:6: QS230 the label of “thanks” is not written in English (en), Français (fr)",
        "onsite v3, survey:7: QS230 the hint of “why” is not written in English (en)",
    ]


def test_a_name_stands_once_in_the_whole_form_whatever_its_group_and_its_capitals():
    label = {"en": "A", "fr": "B"}
    again = [
        Row("begin_group", "door", label),
        Row("text", "greeted", label),
        Row("text", "Desk", label),
        Row("end_group", "door"),
    ]
    assert problems(survey=[*SMALL.survey, *again, Row("text", "meta", label)]) == [
        "onsite v3, survey:7: QS230 the name “greeted” stands twice",
        "onsite v3, survey:8: QS230 the name “Desk” differs from “desk” only in capitals",
        "onsite v3, survey:10: QS230 ODK and KoboToolbox keep the name “meta” for themselves",
    ]


def test_conditions_are_about_fields_and_lists_that_exist():
    label = {"en": "A", "fr": "B"}
    row = Row("text", "why", label, relevant="${gone} = 'a' and instance('sites')/root/item[name = ${greeted}]/tags")
    assert problems(survey=[*SMALL.survey, row]) == [
        "onsite v3, survey:6: QS230 there is no field “gone”",
        "onsite v3, survey:6: QS230 there is no list “sites”",
    ]


def test_there_is_something_to_choose_from_each_thing_once_and_several_without_spaces():
    label = {"en": "A", "fr": "B"}
    rows = [*SMALL.survey, Row("select_one gone", "why", label), Row("select_multiple many", "what", label)]
    choices = [*SMALL.choices, SMALL.choices[0], Choice("many", "a b", label)]
    assert problems(survey=rows, choices=choices) == [
        "onsite v3, survey:6: QS230 “why” has nothing to choose from",
        "onsite v3, choices:4: QS230 “yes” stands twice in answers",
        "onsite v3, choices:5: QS230 “a b” has a space, which parts the answers of many",
    ]


def test_a_form_that_would_go_wrong_is_not_handed_out(tmp_path):
    everything, version = frozen(tmp_path, sites=[("id: B2, name", "id: B  2, name")])
    with pytest.raises(FaultyError) as stop:
        list(forms(version, everything, version.languages, Layouts(tmp_path)))
    assert stop.value.message == "no XLSForm can be made of onsite v1"
    assert [str(one.where) for one in stop.value.diagnostics] == ["sites.yaml:6:10"]


def test_a_build_that_stops_writes_nothing_and_says_each_fault_and_what_still_works(tmp_path, capsys):
    root = front(tmp_path)
    sites = root / "sites.yaml"
    sites.write_text(sites.read_text(encoding="utf-8") + CURVED, encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert run(["--project", str(root), "build-questionnaire"]) == 2
    assert capsys.readouterr() == ("", CURVED_SAID)
    assert run(["--project", str(root), "build-questionnaire", "--preview", str(tmp_path / "look")]) == 2
    assert not (tmp_path / "look").exists()
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    assert run(["--project", str(root), "build-questionnaire", "--format", "md,csv,html"]) == 0


CURVED = "  - {id: “Annex”}\n  - {id: S  3}\n"
CURVED_SAID = """\
sites.yaml:7:10: QS231 the site ““Annex”” would come back from ODK or KoboToolbox under another code
    they straighten curved quotes and make one space of two: hand out another form, or change the code
sites.yaml:8:10: QS231 the site “S  3” would come back from ODK or KoboToolbox under another code
    they straighten curved quotes and make one space of two: hand out another form, or change the code
qshop: no XLSForm can be made of front v2
  mend it, or build only the other kinds of form: --format md,csv,html
"""
