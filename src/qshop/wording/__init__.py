"""How questions are worded and put together: one rule a module, its docstring its manual, all of them listed here.

A rule reads each language's own text by the word lists in `words/<language>.yaml`, which a programme extends in
`wording/<language>.yaml`. `accept: {QS311: reason}` beside a question, criterion or questionnaire silences one rule.
"""

from collections.abc import Callable, Iterator, Mapping

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.wording import (
    acceptance,
    hypothetical,
    identity,
    inner_states,
    journey_order,
    leading,
    memory,
    negative,
    opinion,
    opinion_share,
    promises,
    question_length,
    two_facts,
    vague,
    visit_length,
)
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.lexicon import Lexicon

RULES: dict[str, Callable[[ProgrammeTexts], Iterator[Finding]]] = {
    "QS310": two_facts.find,
    "QS311": vague.find,
    "QS312": leading.find,
    "QS313": negative.find,
    "QS314": inner_states.find,
    "QS315": promises.find,
    "QS316": hypothetical.find,
    "QS317": question_length.find,
    "QS318": opinion.find,
    "QS319": opinion_share.find,
    "QS320": memory.find,
    "QS321": visit_length.find,
    "QS322": journey_order.find,
    "QS323": identity.find,
}


def wording(programme: Programme, lexicons: Mapping[str, Lexicon]) -> Iterator[Diagnostic]:
    """QS310 to QS324: questions that two shoppers would not answer alike, and questionnaires that ask too much.

    `lexicons` holds the word lists by language; a language without one is not read.
    """
    texts = ProgrammeTexts(programme, lexicons)
    used: set[tuple[int, str]] = set()
    for code, find in RULES.items():
        for finding in find(texts):
            accepting = [part for part in finding.may_accept if part.accept.get(code) is not None]
            used.update((id(part), code) for part in accepting)
            if not accepting:
                yield finding.diagnostic(code)
    yield from acceptance.find(texts, RULES, used)
