"""QS320: more questions than can be answered from memory.

A shopper cannot read the form in front of the people observed. Twenty to forty questions are what is remembered; with
more, the last ones are guessed. Counted is the longest way through one visit: a scenario at the best-equipped site.

Bad:    62 questions in one scenario
Better: two scenarios of 31 questions, or what matters most

Letters, e-mails, chats and web sites lie in front of the shopper, so they are left alone.
"""

from collections.abc import Iterator

from qshop.base.plural import counted
from qshop.wording.finding import Finding, ProgrammeTexts
from qshop.wording.visit_path import longest_from_memory

MOST = 40
HELP = "spread them over scenarios (applies: {scenario: …}) or questionnaires, or leave out what changes nothing"


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each questionnaire with more than about forty questions in one visit, for the longest one."""
    for count, path in longest_from_memory(texts.visit_paths, lambda path: len(path.questions), MOST):
        questions = counted(count, "question")
        message = f"{questions} from memory in one visit ({path.label}); about {MOST} are as many as work"
        yield Finding(path.questionnaire, (), message, HELP, (path.questionnaire,))
