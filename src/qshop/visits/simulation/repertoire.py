"""What shoppers may answer and write where a plan says so."""

from dataclasses import dataclass

from qshop.programme.answers import is_met
from qshop.programme.frozen import FrozenQuestion
from qshop.visits.simulation.plan import Effect, Likely, Remarks, Simulation


@dataclass(frozen=True)
class Repertoire:
    """What one shopper may answer and write, in the shopper's language, under the effects planted there."""

    simulation: Simulation
    effects: list[Effect]
    language: str

    def answers(self, question: FrozenQuestion, *, good: bool) -> list[str]:
        """Return the answers a plan gives to a question, those of the last effect first; none: it gives none."""
        given = [part.answers[question.id] for part in self._parts() if question.id in part.answers]
        likely = given[0] if given else Likely()
        answers = likely.good if good else likely.bad
        return [a for a in answers if question.points is None or is_met(question, a) == good]

    def texts(self, question: str, *, good: bool) -> list[str]:
        """Return what may be written about an answer: by an effect, else about the question, else about anything."""
        planted = [] if good else [text for e in self.effects for text in e.comments.get(self.language, [])]
        remarks = self.simulation.remarks.get(question, Remarks())
        about = (remarks.good if good else remarks.bad).get(self.language, [])
        return planted or about or self.simulation.comments.get(self.language, [])

    def _parts(self) -> list[Effect | Simulation]:
        return [*reversed(self.effects), self.simulation]
