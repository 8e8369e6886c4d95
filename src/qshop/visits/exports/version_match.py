"""Which frozen version an export is of, concluded from the questions that it has columns for."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from qshop.programme.model import Programme


@dataclass(frozen=True)
class VersionMatcher:
    """The columns of an export, compared with the questions of every frozen version; no columns match no version."""

    programme: Programme
    columns: Set[str] = frozenset()

    def match(self, questionnaire: str, version: str) -> tuple[str, str] | None:
        """Return the only questionnaire and version that the export can be of; blank arguments are not known.

        All questions of the version must have columns, and no question of another questionnaire. If `version` is not
        known, no question of another version may have one either: the rows could be of different versions.
        """
        candidates = [
            (name, number)
            for name, number in self._candidates
            if questionnaire in ("", name) and version in ("", str(number))
        ]
        if len(candidates) != 1 or (not version and self._questions[candidates[0]] != self._question_columns):
            return None
        return candidates[0][0], str(candidates[0][1])

    @cached_property
    def _questions(self) -> dict[tuple[str, int], Set[str]]:
        versions = self.programme.versions.items()
        return {key: {question.id for _, _, question in version.questions()} for key, version in versions}

    @cached_property
    def _question_columns(self) -> Set[str]:
        return self.columns & frozenset().union(*self._questions.values())

    @cached_property
    def _candidates(self) -> list[tuple[str, int]]:
        """Return the versions whose questions all have columns, if no other questionnaire's question has one."""
        return [
            (name, number)
            for (name, number), questions in self._questions.items()
            if questions and questions <= self._question_columns <= self._questions_ever(name)
        ]

    def _questions_ever(self, questionnaire: str) -> Set[str]:
        """Return the questions of all versions of a questionnaire."""
        return frozenset().union(*(ids for (name, _), ids in self._questions.items() if name == questionnaire))
