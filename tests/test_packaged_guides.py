"""Packaged guides and documents are held to the rules that a programme's own are held to."""

import pytest

from qshop.io.packaged import packaged_languages
from qshop.io.packaged_parts import packaged_names, packaged_part
from qshop.pages.packaged_papers import GUIDES
from qshop.programme.criteria import Stage
from qshop.programme.model import Programme
from qshop.programme.settings import Settings
from qshop.workshop.document import DocumentFile
from qshop.workshop.guide import PACKAGED, Guide
from qshop.workshop.workshop_files import WorkshopFiles
from qshop.workshop.workshop_rules import workshop_rules

DOCUMENTS = "workshop/documents"
SETTINGS = Settings(format="1", name="Any programme", languages=list(packaged_languages()))
ANY = Programme(settings=SETTINGS, stages=[Stage(id=name, name=name.title()) for name in ("desk", "hall", "exit")])


def test_the_packaged_guides_are_known_by_name():
    assert tuple(packaged_names(GUIDES)) == PACKAGED


@pytest.mark.parametrize("name", packaged_names(GUIDES))
def test_a_packaged_guide_keeps_every_rule_in_every_language(name):
    files = WorkshopFiles(guides={name: packaged_part(Guide, f"{GUIDES}/{name}.yaml")})
    assert workshop_rules(ANY, files) == []


@pytest.mark.parametrize("name", packaged_names("workshop/documents"))
def test_a_packaged_document_keeps_every_rule_in_every_language(name):
    files = WorkshopFiles(documents={name: packaged_part(DocumentFile, f"workshop/documents/{name}.yaml")})
    assert workshop_rules(ANY, files) == []
