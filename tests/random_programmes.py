"""Small programmes drawn at random, their next versions, and visits, as the plain data that `brute_force` scores.

One questionnaire, `form`, asks one to three stages of one to three criteria with one to four questions: every answer
type, gates on earlier answers, limits to some sites, scenarios and channels, uneven weights and every policy.
"""

import json
from copy import deepcopy

from hypothesis import strategies as st

from brute_force import applies

SCENARIOS, CHANNELS, TAGS = ["guest", "supplier"], ["face_to_face", "phone"], ["large", "staffed"]
SITES = [
    {
        "id": "S1",
        "region": "north",
        "tags": [{"tags": ["staffed"]}, {"from": "2026-07-01", "tags": ["large"]}],
        "teams": {"s1": [{"team": "red"}, {"team": "blue", "from": "2026-04-01"}]},
    },
    {"id": "S2", "region": "north", "teams": {"s1": "red", "s2": "red", "s3": "blue"}},
    {
        "id": "S3",
        "region": "south",
        "tags": ["large", "staffed"],
        "type": "gate",
        "teams": {"s2": "blue", "s3": "blue"},
    },
]
WAVES = [
    {"id": "spring", "from": "2026-01-01", "to": "2026-06-30"},
    {"id": "autumn", "from": "2026-07-01", "to": "2026-12-31"},
]
DAYS = {"spring": ["2026-03-02", "2026-05-04", ""], "autumn": ["2026-09-03", ""]}
WEIGHTS = st.sampled_from(["1", "2", "3", "0.5", "1.3", "0.7", "4", "0.25", "0.000007", "997.000003"])
STAGE_WEIGHTS = st.sampled_from(["0", "0", "1", "2", "0.5", "3.3"])
CHOICES = [{"id": name, "text": name.upper()} for name in "abc"]

# Of each type, forms that a question can have, and answers that it can be given.
FORMS = {
    "yes_no": [{}, {}, {"points": {"yes": "0", "no": "1"}}, {"points": {"yes": "1", "no": "0.3"}, "met": "0.3"}],
    "scale": [
        {"scale": {"from": "1", "to": "4"}},
        {"scale": {"from": "0", "to": "2"}, "points": {"0": "0.1", "1": "1", "2": "0.25"}, "met": "0.25"},
    ],
    "choice": [
        {"choices": CHOICES, "points": {"a": "0.7", "b": "0", "c": "1"}, "met": "0.7"},
        {"choices": CHOICES},  # without points it is not scored
    ],
    "multi": [
        {"choices": CHOICES, "points": {"a": "0.6", "b": "0.6", "c": "0"}},
        {"choices": CHOICES, "points": {"a": "0.2", "b": "0.3", "c": "0"}, "met": "0.5"},
    ],
    "number": [
        {"points": [{"up_to": "2.5", "points": "1"}, {"up_to": "10", "points": "0.5"}, {"over": "10", "points": "0"}]},
        {"points": {"out_of": "15"}, "met": "0.7"},
    ],
    "duration": [
        {"points": [{"up_to": "30", "points": "1"}, {"over": "30", "points": "0.2"}], "met": "0.2"},
        {},  # without bands it is not scored
    ],
    "time": [{}],
    "text": [{}],
}
ANSWERS = {
    "yes_no": ["yes", "yes", "no"],
    "choice": ["a", "b", "c"],
    "multi": ["a", "b", "c", "a b", "b c", "c b a"],
    "number": ["0", "2.5", "2.51", "10", "11"],
    "duration": ["30", "31", "7"],
    "time": ["09:30"],
    "text": ["a note"],
}
TYPES = st.sampled_from(["yes_no"] * 5 + list(FORMS))


def answers_to(question):
    if question["type"] == "scale":
        return [str(level) for level in range(int(question["scale"]["from"]), int(question["scale"]["to"]) + 1)]
    return ANSWERS[question["type"]]


def labels_of(question):
    """The answers on which something else may hang."""
    if question["type"] in ("number", "duration", "time", "text"):
        return []
    single = [answer for answer in dict.fromkeys(answers_to(question)) if " " not in answer]
    return [*single, "na"] if question.get("na") else single


def sometimes(draw, chance, key, strategy):
    """The key with a value of the strategy, once in about `chance` draws; else nothing."""
    return {key: draw(strategy)} if draw(st.integers(1, chance)) == chance else {}


def some_of(names):
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)


@st.composite
def limits(draw):
    sites = [site["id"] for site in SITES]
    kinds = {"tags": TAGS, "sites": sites, "not_sites": sites, "scenario": SCENARIOS, "channel": CHANNELS}
    keys = draw(some_of(list(kinds)))
    drawn = {key: draw(some_of(kinds[key])) for key in keys}
    return drawn | sometimes(draw, 4, "any", st.lists(limits(), min_size=1, max_size=2))


@st.composite
def conditions(draw, earlier):
    """A condition on earlier questions, of which there is at least one with labels."""
    leaves = [
        {"question": question["id"], "is": draw(some_of(labels_of(question)))}
        for question in draw(st.lists(st.sampled_from(earlier), min_size=1, max_size=2))
    ]
    return leaves[0] if len(leaves) == 1 else {draw(st.sampled_from(["all", "any"])): leaves}


def hung(draw, part, chance, earlier):
    """Hang a part on earlier answers, sometimes."""
    gates = [question for question in earlier if labels_of(question)]
    if gates:
        part |= sometimes(draw, chance, "when", conditions(gates))
    return part


def question(draw, number, earlier):
    type_ = draw(TYPES)
    made = {"id": f"q{number}", "ask": f"Question {number}?", "type": type_, **draw(st.sampled_from(FORMS[type_]))}
    made |= sometimes(draw, 2, "na", st.just("true"))
    made |= sometimes(draw, 4, "required", st.just("false"))
    made |= sometimes(draw, 5, "kind", st.sampled_from(["opinion", "context"]))
    made |= sometimes(draw, 3, "weight", WEIGHTS)
    made |= sometimes(draw, 8, "applies", limits())
    return hung(draw, made, 2, earlier)


def context_question(draw, name, earlier):
    """A question that hangs on a stage itself."""
    made = {"id": name, "ask": "How was it?", "type": "yes_no", "kind": "context"}
    made |= sometimes(draw, 8, "applies", limits())
    return hung(draw, made, 3, earlier)


def criterion(draw, number, questions, earlier):
    made = {"id": f"c{number}", "text": f"Criterion {number}", "priority": draw(st.sampled_from(["must", "plus"]))}
    made |= {"status": "validated", "validated": {"by": "steering group", "on": "2026-01-01"}}
    made |= {key: "true" for key in ("critical", "access") if draw(st.integers(1, 4)) == 1}
    made |= sometimes(draw, 3, "weight", WEIGHTS)
    made |= sometimes(draw, 2, "nature", st.sampled_from(["tangible", "intangible"]))
    made |= sometimes(draw, 2, "owner", st.sampled_from(["desk", "shop"]))
    made |= sometimes(draw, 4, "applies", limits())
    made["questions"] = []
    for _ in range(questions):
        made["questions"].append(question(draw, len(earlier) + 1, earlier))
        earlier.append(made["questions"][-1])
    return made


@st.composite
def policies(draw, stages):
    policy = {
        "plus": draw(st.sampled_from(["counted", "bonus", "apart", "bonus", "apart"])),
        "min_answered": draw(st.sampled_from(["0", "33.3", "50", "66.7", "80"])),
        "opinions": draw(st.sampled_from(["ignored", "scored"])),
        "minimum_base": "1000",
    }
    policy |= sometimes(draw, 3, "priorities", st.fixed_dictionaries({"must": WEIGHTS, "plus": st.just("0.7")}))
    if draw(st.booleans()):
        policy["stages"] = {stage["id"]: draw(STAGE_WEIGHTS) for stage in stages}
    return policy


@st.composite
def programmes(draw, *, may_limit_kinds=True):
    """A programme as plain data, every value a text; all of it for every scenario and channel, if it must be."""
    earlier, stages, criteria, number = [], [], {}, 0
    for name in ["s1", "s2", "s3"][: draw(st.integers(1, 3))]:
        stage = {"id": name, "name": name.upper()} | sometimes(draw, 10, "applies", limits())
        stages.append(hung(draw, stage, 6, earlier))
        if draw(st.booleans()):
            stage["questions"] = [context_question(draw, f"{name}_context", earlier)]
            earlier += stage["questions"]
        criteria[name] = []
        for questions in draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)):
            number += 1
            criteria[name].append(criterion(draw, number, questions, earlier))
    programme = with_weighable_stages(
        programme_of(
            draw(policies(stages)),
            stages,
            criteria,
            SCENARIOS[: draw(st.integers(1, 2))],
            CHANNELS[: draw(st.integers(1, 2))],
        )
    )
    return programme if may_limit_kinds else for_every_kind(programme)


def programme_of(scoring, stages, criteria, scenarios, channels):
    settings = {
        "format": "1",
        "name": "Drawn",
        "languages": ["en"],
        "waves": WAVES,
        "owners": {"desk": "Desk", "shop": "Shop"},
        "scoring": scoring,
    }
    return {
        "settings": settings,
        "sites": SITES,
        "stages": stages,
        "criteria": criteria,
        "scenarios": scenarios,
        "channels": channels,
    }


def with_one_question(question, **scoring):
    """A programme of one must with one question, which is as good as drawn."""
    asked = {"id": "q1", "ask": "Question 1?", "type": "yes_no"} | question
    must = {"id": "c1", "text": "Criterion 1", "priority": "must", "status": "validated", "questions": [asked]}
    return programme_of(scoring, [{"id": "s1", "name": "S1"}], {"s1": [must]}, SCENARIOS, CHANNELS)


def for_every_kind(programme):
    """Take away what limits a part to some scenarios and channels."""
    criteria = [criterion for found in programme["criteria"].values() for criterion in found]
    of_stages = [question for stage in programme["stages"] for question in stage.get("questions", [])]
    for part in (*programme["stages"], *of_stages, *criteria, *questions_of(programme)):
        limit = part.get("applies", {})
        if {"scenario", "channel", "any"} & set(limit):
            del part["applies"]
    return programme


def with_weighable_stages(programme):
    """Make the first criterion of each stage a must that is scored, without which no stage may be weighed."""
    if "stages" in programme["settings"]["scoring"]:
        for first, *_ in programme["criteria"].values():
            first["priority"] = "must"
            first["questions"][0]["kind"] = "fact"
            if first["questions"][0]["type"] in ("choice", "duration", "time", "text"):
                first["questions"][0]["type"] = "yes_no"
                for key in ("choices", "points", "met"):
                    first["questions"][0].pop(key, None)
    return programme


@st.composite
def revisions(draw, programme):
    """The same questions under another policy, with other priorities, criticals and weights."""
    revised = deepcopy(programme)
    revised["settings"]["scoring"] = draw(policies(revised["stages"])) | {"min_answered": "55.5"}
    for criteria in revised["criteria"].values():
        for criterion in criteria:
            criterion["priority"] = draw(st.sampled_from(["must", "plus"]))
            criterion["critical"] = draw(st.sampled_from(["true", "false"]))
            for part in (criterion, *criterion["questions"]):
                part["weight"] = draw(WEIGHTS)
    with_weighable_stages(revised)
    asks_the_same = [q["type"] for q in questions_of(revised)] == [q["type"] for q in questions_of(programme)]
    return revised | (sometimes(draw, 3, "rescore_as", st.just({"1": "2"})) if asks_the_same else {})


def questions_of(programme):
    return [q for criteria in programme["criteria"].values() for criterion in criteria for q in criterion["questions"]]


def files_of(programme):
    """The programme's files; JSON is YAML."""
    scenarios = [{"id": name, "name": name} for name in programme["scenarios"]]
    contents = {
        "qshop.yaml": programme["settings"],
        "sites.yaml": {"format": "1", "teams": [{"id": "red"}, {"id": "blue"}], "sites": programme["sites"]},
        "criteria/stages.yaml": {
            "format": "1",
            "stages": [without(stage, "questions") for stage in programme["stages"]],
        },
        "questionnaires/form.yaml": {
            "format": "1",
            "title": "Form",
            "channel": programme["channels"],
            "scenarios": scenarios,
            "rescore_as": programme.get("rescore_as", {}),
        },
    }
    for stage in programme["stages"]:
        name, questions = stage["id"], stage.get("questions", [])
        criteria = {"format": "1", "stage": name, "questions": questions, "criteria": programme["criteria"][name]}
        contents[f"criteria/{name}.yaml"] = criteria
    return {path: json.dumps(content, indent=1) for path, content in contents.items()}


def without(part, key):
    return {name: value for name, value in part.items() if name != key}


@st.composite
def visits_of(draw, programme, version="1"):
    """From one to four visits, as dicts of cells; they answer nothing that does not apply to them."""
    count = draw(st.integers(1, 4))
    return [draw(visit_of(programme, version, f"V{version}-{number}")) for number in range(count)]


@st.composite
def visit_of(draw, programme, version, name):
    wave = draw(st.sampled_from(sorted(DAYS)))
    visit = {
        "visit_id": name,
        "questionnaire": "form",
        "version": version,
        "site": draw(st.sampled_from([site["id"] for site in SITES])),
        "date": draw(st.sampled_from(DAYS[wave])),
        "wave": wave,
        "scenario": draw(st.sampled_from(programme["scenarios"])),
        "channel": draw(st.sampled_from(programme["channels"])),
        "status": draw(st.sampled_from(["completed"] * 8 + ["no_service", "no_service", "void"])),
        "purpose": draw(st.sampled_from(["regular"] * 8 + ["reshop"])),
        "service": draw(st.sampled_from(["", "transfer"])),
        "shopper": draw(st.sampled_from(["", "P1", "P2"])),
    }
    may_leave_blank = draw(st.booleans())
    for stage in programme["stages"]:
        on_the_stage = {"questions": stage.get("questions", [])}  # left blank where there was no service, as it may be
        for criterion in [on_the_stage, *programme["criteria"][stage["id"]]]:
            for question in criterion["questions"]:
                is_asked = visit["status"] != "void" and applies(programme, visit, stage, criterion, question)
                may_say_na = [""] if visit["status"] == "void" or "na" not in question else ["", "", "", "na"]
                unasked = st.sampled_from(may_say_na)
                visit[question["id"]] = draw(an_answer(question, may_leave_blank) if is_asked else unasked)
    return visit


def an_answer(question, may_leave_blank):
    given = answers_to(question) + (["na"] if question.get("na") else []) + ([""] if may_leave_blank else [])
    return st.sampled_from(given)
