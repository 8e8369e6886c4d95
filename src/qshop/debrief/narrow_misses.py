"""The criteria that one visit missed only just: by a single measured value, a little beyond its limit."""

from qshop.findings.judged_visits import AskedVisits, JudgedVisits


def narrow_misses(visit: JudgedVisits) -> frozenset[str]:
    """Return the ids of the criteria that one visit (a table of one row) missed only just."""
    asked = (AskedVisits(visit, scored, visit.rows({}, scored.stage.id)) for scored in visit.scored.criteria)
    return frozenset(one.scored.criterion.id for one in asked if _is_narrow(one))


def _is_narrow(asked: AskedVisits) -> bool:
    questions = asked.scored.criterion.questions
    readings = (reading for question in questions for reading in asked.readings(question).values())
    return any(reading.is_narrow for reading in readings)
