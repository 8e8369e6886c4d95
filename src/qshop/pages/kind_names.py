"""The names of kinds of visits, by dimension: of a questionnaire, a scenario or a channel."""

from qshop.base.i18n import Tongue
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.scalars import text_in


def kind_name(dimension: str, code: str, programme: Programme, tongue: Tongue) -> str:
    """Return what a reader calls a kind of visits; its code where it has no name."""
    if dimension == "channel":
        return tongue(f"channel.{code}")
    today: list[tuple[str, Questionnaire | Version]] = list(programme.questionnaires.items())
    forms = [*today, *((version.questionnaire, version) for version in programme.versions.values())]
    if dimension == "questionnaire":
        names = {name: form.title for name, form in forms}
    else:
        names = {scenario.id: scenario.name for _, form in forms for scenario in form.scenarios}
    return text_in(names[code], tongue.language) if code in names else code
