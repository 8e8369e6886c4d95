"""Every kind of file that a programme is made of, whichever room its model belongs to."""

from qshop.programme.criteria import CriteriaFile, StagesFile
from qshop.programme.frozen import Version
from qshop.programme.gaps import GapsFile
from qshop.programme.questionnaire import Questionnaire
from qshop.programme.schema import FileKind
from qshop.programme.settings import Settings
from qshop.programme.sites import SitesFile
from qshop.visits.intake.profile import Profile
from qshop.visits.simulation.plan import Simulation
from qshop.wording.word_list import WordsFile
from qshop.workshop.communication import Communication
from qshop.workshop.document import DocumentFile
from qshop.workshop.groups import GroupsFile
from qshop.workshop.guide import Guide

FILE_KINDS: dict[str, FileKind] = {
    "settings": FileKind(Settings, "qshop.yaml"),
    "sites": FileKind(SitesFile, "sites.yaml"),
    "stages": FileKind(StagesFile, "criteria/stages.yaml"),
    "gaps": FileKind(GapsFile, "criteria/gaps.yaml"),
    "criteria": FileKind(CriteriaFile, "criteria/*.yaml"),
    "version": FileKind(Version, "questionnaires/*/v*.yaml"),
    "questionnaire": FileKind(Questionnaire, "questionnaires/*.yaml"),
    "profile": FileKind(Profile, "profiles/*.yaml"),
    "wording": FileKind(WordsFile, "wording/*.yaml"),
    "simulation": FileKind(Simulation, "simulation.yaml"),
    "communication": FileKind(Communication, "communication.yaml"),
    "groups": FileKind(GroupsFile, "workshops/groups.yaml"),
    "guide": FileKind(Guide, "workshops/guides/*.yaml"),
    "document": FileKind(DocumentFile, "workshops/documents/*.yaml"),
}
"""The first pattern that matches a path names its kind."""
