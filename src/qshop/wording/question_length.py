"""QS317: too long a question.

Questions are read before the visit and answered from memory. What does not fit into one breath is not remembered.

Bad:    From the moment at which you pushed the door … until the moment at which somebody … how many minutes …?
Better: How many minutes passed before somebody spoke to you?  with a hint:  From the door, by your watch.
"""

import re
from collections.abc import Iterator

from qshop.base.plural import counted
from qshop.wording.finding import Finding, ProgrammeTexts

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question with more words than its language's word list allows."""
    for text in texts.questions:
        most = text.lexicon.longest
        count = len(_WORD.findall(text.ask)) if text.plain.text.count(" ") > most else 0
        if count > most:
            message = f"{counted(count, 'word')}; {most} are as many as can be remembered"
            yield text.finding(message, "move what explains into a hint")
