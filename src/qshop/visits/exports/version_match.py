"""Which frozen version an export can only be of, by the questions that it has columns for."""

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from qshop.programme.model import Programme


@dataclass(frozen=True)
class Asked:
    """The columns of an export, held against the questions of every frozen version; without columns nothing fits."""

    programme: Programme
    columns: Set[str] = frozenset()

    def only(self, questionnaire: str, version: str) -> tuple[str, str] | None:
        """Give the questionnaire and version of which there can be no doubt; a blank stands for what is not known.

        All questions of the version must be there, and none of another questionnaire. Where the version is not known,
        there may be none of another version either: who knows of which of them a row is.
        """
        fitting = [
            (name, number)
            for name, number in self._fitting
            if questionnaire in ("", name) and version in ("", str(number))
        ]
        if len(fitting) != 1 or (not version and self._questions[fitting[0]] != self._there):
            return None
        return fitting[0][0], str(fitting[0][1])

    @cached_property
    def _questions(self) -> dict[tuple[str, int], Set[str]]:
        versions = self.programme.versions.items()
        return {key: {question.id for _, _, question in version.questions()} for key, version in versions}

    @cached_property
    def _there(self) -> Set[str]:
        return self.columns & frozenset().union(*self._questions.values())

    @cached_property
    def _fitting(self) -> list[tuple[str, int]]:
        """List the versions that are wholly there, of questionnaires beside which nothing else is there."""
        return [
            (name, number)
            for (name, number), questions in self._questions.items()
            if questions and questions <= self._there <= self._ever(name)
        ]

    def _ever(self, questionnaire: str) -> Set[str]:
        """Give every question that any version of a questionnaire asks."""
        return frozenset().union(*(found for (name, _), found in self._questions.items() if name == questionnaire))
