"""Every name that guides and documents may use stands for something."""

from qshop.pages.workshop_facts import FACT_WORDS
from qshop.pages.workshop_lists import LIST_WORDS
from qshop.workshop.fact_names import CONDITIONS, FACTS, LISTS
from qshop.workshop.what_holds import HOLDS


def test_every_fact_every_condition_and_every_list_is_made():
    assert tuple(FACT_WORDS) == tuple(FACTS)
    assert tuple(HOLDS) == tuple(CONDITIONS)
    assert tuple(LIST_WORDS) == tuple(LISTS)
