"""What figures must be, worked out in the plainest way: one visit and one question at a time, in fractions.

Nothing of qshop is used. A programme is the plain data of its YAML files (`settings`, `sites`, `stages`, and `criteria`
by stage), every value a text, a list or a dict; it has one questionnaire, `form`, which asks all of it. A visit is a
dict of its cells.
"""

from fractions import Fraction

MILLION = 1_000_000
VISIT_KEYS = {
    "visit": lambda _, visit: visit["visit_id"],
    "questionnaire": lambda _, visit: visit["questionnaire"],
    "version": lambda _, visit: visit["version"],
    "wave": lambda _, visit: visit["wave"],
    "site": lambda _, visit: visit["site"],
    "region": lambda programme, visit: site_of(programme, visit).get("region", ""),
    "type": lambda programme, visit: site_of(programme, visit).get("type", ""),
    "channel": lambda _, visit: visit.get("channel", ""),
    "scenario": lambda _, visit: visit.get("scenario", ""),
    "service": lambda _, visit: visit.get("service", ""),
    "shopper": lambda _, visit: visit.get("shopper", ""),
}
CRITERION_KEYS = {
    "stage": lambda _programme, _visit, stage, _: stage["id"],
    "criterion": lambda _programme, _visit, _stage, criterion: criterion["id"],
    "priority": lambda _programme, _visit, _stage, criterion: criterion["priority"],
    "nature": lambda _programme, _visit, _stage, criterion: criterion.get("nature", ""),
    "owner": lambda _programme, _visit, _stage, criterion: criterion.get("owner", ""),
    "team": lambda programme, visit, stage, _: team_of(programme, visit, stage),
}


def scoring(programme):
    return programme["settings"].get("scoring", {})


def site_of(programme, visit):
    return next(site for site in programme["sites"] if site["id"] == visit["site"])


def in_force(programme, visit, spells):
    """What held on the visit's day: one entry of dated ones; all that held in its wave, where no day is known."""
    wave = next(wave for wave in programme["settings"]["waves"] if wave["id"] == visit["wave"])
    first, last = (visit["date"], visit["date"]) if visit["date"] else (wave["from"], wave["to"])
    spells = sorted(spells, key=lambda spell: spell.get("from", ""))
    begun = [spell for spell in spells if spell.get("from", "") <= first]
    return begun[-1:] + [spell for spell in spells if first < spell.get("from", "") <= last]


def team_of(programme, visit, stage):
    """The team that ran the stage; none where it changed and no day is known."""
    spells = site_of(programme, visit).get("teams", {}).get(stage["id"], [])
    if isinstance(spells, str):
        return spells
    found = in_force(programme, visit, spells)
    return found[0]["team"] if len(found) == 1 else ""


def tags_of(programme, visit):
    """What the site had; a visit without a day, in whose wave that changed, is never accepted."""
    tags = site_of(programme, visit).get("tags", [])
    if not tags or isinstance(tags[0], str):
        return tags
    found = in_force(programme, visit, tags)
    return found[0]["tags"] if found else []


def criteria_of(programme):
    return [(stage, criterion) for stage in programme["stages"] for criterion in programme["criteria"][stage["id"]]]


# Which questions a visit must answer


def admits(limits, programme, visit):
    return (
        ("tags" not in limits or any(tag in limits["tags"] for tag in tags_of(programme, visit)))
        and ("sites" not in limits or visit["site"] in limits["sites"])
        and visit["site"] not in limits.get("not_sites", [])
        and ("scenario" not in limits or visit.get("scenario", "") in limits["scenario"])
        and ("channel" not in limits or visit.get("channel", "") in limits["channel"])
        and ("any" not in limits or any(admits(alternative, programme, visit) for alternative in limits["any"]))
    )


def by_design(programme, visit, stage, criterion, question):
    return all(admits(part.get("applies", {}), programme, visit) for part in (stage, criterion, question))


def holds(condition, visit):
    if "question" in condition:
        return any(answer in condition["is"] for answer in visit.get(condition["question"], "").split(" "))
    if "all" in condition:
        return all(holds(one, visit) for one in condition["all"])
    return any(holds(one, visit) for one in condition["any"])


def applies(programme, visit, stage, criterion, question):
    return (
        by_design(programme, visit, stage, criterion, question)
        and (visit["status"] != "no_service" or criterion.get("access") == "true")
        and all(holds(part["when"], visit) for part in (stage, question) if "when" in part)
    )


# What an answer earns


def points_by_label(question):
    if "points" in question:
        return question["points"]
    if question["type"] == "yes_no":
        return {"yes": "1", "no": "0"}
    if question["type"] == "scale":
        lowest, highest = int(question["scale"]["from"]), int(question["scale"]["to"])
        return {str(level): Fraction(level - lowest, highest - lowest) for level in range(lowest, highest + 1)}
    return None


def is_scored(programme, question):
    counts = {"fact": True, "opinion": scoring(programme).get("opinions") == "scored", "context": False}
    return counts[question.get("kind", "fact")] and points_by_label(question) is not None


def points(question, answer):
    rule = points_by_label(question)
    if isinstance(rule, list):
        value = Fraction(answer)
        return Fraction(next(band["points"] for band in rule if value <= Fraction(band.get("up_to", value))))
    if "out_of" in rule:
        return Fraction(answer) / Fraction(rule["out_of"])
    return min(Fraction(1), sum(Fraction(rule[label]) for label in answer.split(" ")))


def is_met(question, answer):
    return points(question, answer) >= Fraction(question.get("met", "1"))


# A criterion of one visit


def applicable(programme, visit, stage, criterion):
    """The scored questions that apply to the visit."""
    return [
        question
        for question in criterion["questions"]
        if is_scored(programme, question) and applies(programme, visit, stage, criterion, question)
    ]


def asked(programme, visit, stage, criterion):
    """Those of them that were not answered `na`."""
    found = applicable(programme, visit, stage, criterion)
    return [question for question in found if visit.get(question["id"], "") != "na"]


def outcome(programme, visit, stage, criterion):
    """met, not met, undetermined (a blank, and no failure), na (all that applied), or not asked."""
    questions = asked(programme, visit, stage, criterion)
    answers = [visit.get(question["id"], "") for question in questions]
    if not questions:
        return "na" if applicable(programme, visit, stage, criterion) else "not asked"
    if any(answer and not is_met(question, answer) for question, answer in zip(questions, answers, strict=True)):
        return "not met"
    return "met" if all(answers) else "undetermined"


def own_weight(programme, criterion):
    priorities = {"must": "2", "plus": "1"} | scoring(programme).get("priorities", {})
    return Fraction(priorities[criterion["priority"]]) * Fraction(criterion.get("weight", "1"))


def shares(programme, visit, stage, criterion):
    """The weight of the criterion, shared among the questions asked: (question, its share) pairs."""
    questions = asked(programme, visit, stage, criterion)
    total = sum(Fraction(question.get("weight", "1")) for question in questions)
    weight = own_weight(programme, criterion)
    return [(question, weight * Fraction(question.get("weight", "1")) / total) for question in questions]


def points_of_criterion(programme, visit, stage, criterion):
    """What the criterion earned, and what it could have earned, over what was answered."""
    answered = [
        (question, share)
        for question, share in shares(programme, visit, stage, criterion)
        if visit.get(question["id"], "")
    ]
    earned = sum((share * points(question, visit[question["id"]]) for question, share in answered), Fraction())
    return earned, sum((share for _, share in answered), Fraction())


# Stage weights


def applies_by_design(programme, visit, stage, criterion):
    return any(
        is_scored(programme, question) and by_design(programme, visit, stage, criterion, question)
        for question in criterion["questions"]
    )


def stage_factor(programme, visit, stage, bearers):
    """What a weight of one in the stage weighs: the stage's weight, spread over criteria of the priorities that bear it."""
    spread_over = sum(
        own_weight(programme, criterion)
        for criterion in programme["criteria"][stage["id"]]
        if criterion["priority"] in bearers and applies_by_design(programme, visit, stage, criterion)
    )
    weight = Fraction(scoring(programme)["stages"][stage["id"]])
    return weight / spread_over if spread_over else Fraction(0)


def factors(programme, visit, criteria, bearers):
    """The factor of each stage; in a cell of stages that all weigh 0, each criterion weighs its own."""
    stages = {stage["id"]: stage for stage, _ in criteria}
    weights = scoring(programme).get("stages", {})
    if all(Fraction(weights.get(name, "0")) == 0 for name in stages):
        return dict.fromkeys(stages, Fraction(1))
    return {name: stage_factor(programme, visit, stage, bearers) for name, stage in stages.items()}


# A unit: one visit restricted to some criteria


def bearers_of(programme, criteria):
    """The priorities that bear the score: under `bonus` and `apart` musts alone, where there are any that are scored."""
    musts = [criterion for _, criterion in criteria if criterion["priority"] == "must"]
    if scoring(programme).get("plus", "counted") == "counted":
        return ["must", "plus"]
    return ["must"] if any(is_scored(programme, q) for criterion in musts for q in criterion["questions"]) else ["plus"]


def unit_score(programme, visit, criteria):
    """The score as a fraction of 1, in whole millionths; None if nothing was there to be earned."""
    bearers = bearers_of(programme, criteria)
    factor = factors(programme, visit, criteria, bearers)
    earned = possible = Fraction()
    for stage, criterion in criteria:
        gained, attainable = points_of_criterion(programme, visit, stage, criterion)
        if criterion["priority"] in bearers:
            possible += attainable * factor[stage["id"]]
            earned += gained * factor[stage["id"]]
        elif scoring(programme)["plus"] == "bonus":
            earned += gained * factor[stage["id"]]
    if possible == 0:
        return None
    return round(min(Fraction(1), earned / possible) * MILLION)


def answered_enough(programme, visit):
    """Whether enough of what was required, by the weight of criteria, was answered for the visit to be scored."""
    required = answered = Fraction()
    for stage, criterion in criteria_of(programme):
        for question, share in shares(programme, visit, stage, criterion):
            if question.get("required") != "false":
                required += share
                answered += share if visit.get(question["id"], "") else 0
    return answered * 100 >= Fraction(scoring(programme).get("min_answered", "95")) * required


# Figures


def cell_of(programme, visit, stage, criterion, by):
    return tuple(
        VISIT_KEYS[key](programme, visit)
        if key in VISIT_KEYS
        else CRITERION_KEYS[key](programme, visit, stage, criterion)
        for key in by
    )


def units(programme, visits, by, stage_asked_for=""):
    """Every (cell, visit, its criteria in the cell) of the visits that are scored."""
    for visit in visits:
        if visit["status"] == "void" or visit["purpose"] != "regular" or not answered_enough(programme, visit):
            continue
        cells = {}
        for stage, criterion in criteria_of(programme):
            if stage_asked_for in ("", stage["id"]):
                cells.setdefault(cell_of(programme, visit, stage, criterion, by), []).append((stage, criterion))
        for cell, criteria in cells.items():
            yield cell, visit, criteria


def percent(numerator, denominator):
    return float(Fraction(100 * numerator, denominator)) if denominator else None


def figure(cell):
    """The figure of one cell, whose units are (programme, visit, criteria)."""
    scores = [score for unit in cell if (score := unit_score(*unit)) is not None]
    outcomes = [
        [(criterion, outcome(programme, visit, stage, criterion)) for stage, criterion in criteria]
        for programme, visit, criteria in cell
    ]

    def count(wanted, **having):
        return sum(
            found in wanted and all(criterion.get(key) == value for key, value in having.items())
            for unit in outcomes
            for criterion, found in unit
        )

    asked_for = ("met", "not met")
    counts = {
        "must_met": count(["met"], priority="must"),
        "must_asked": count(asked_for, priority="must"),
        "plus_met": count(["met"], priority="plus"),
        "plus_asked": count(asked_for, priority="plus"),
        "critical_asked": count(asked_for, critical="true"),
        "failed": sum(
            any(c.get("critical") == "true" and found == "not met" for c, found in unit) for unit in outcomes
        ),
    }
    return {
        "visits": len(scores),
        "score": percent(sum(scores), len(scores) * MILLION),
        "must_rate": percent(counts["must_met"], counts["must_asked"]),
        "plus_rate": percent(counts["plus_met"], counts["plus_asked"]),
        **counts,
    }


def figures(parts, by, stage=""):
    """The figure of every cell, also of one in which nothing was asked; of one stage alone, if it is named.

    Each part is a programme as it was when a version was frozen, and the visits made with that version.
    """
    cells = {}
    for programme, visits in parts:
        for cell, visit, criteria in units(programme, visits, by, stage):
            cells.setdefault(cell, []).append((programme, visit, criteria))
    return {cell: figure(found) for cell, found in cells.items()}
