"""The id of a new criterion says what it is, and does not depend on anything but its words."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.programme.criteria import Criterion
from qshop.workshop.capture.criterion_ids import ids_of


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Staff look up within ten seconds", "desk_staff_look_within_seconds"),
        ("L’agent s’avance vers le visiteur dès l’entrée", "desk_agent_avance_vers_visiteur_entree"),
        ("İlk selamı görevli verir", "desk_selami_gorevli_verir"),
        ("Wi-Fi key", "desk_wi_fi_key"),
        ("Answer in 24 hours", "desk_answer_24_hours"),
        ("يُستقبل كل زائر", "desk_x1d2a7c6"),
    ],
)
def test_an_id_is_made_of_the_stage_and_the_first_words(text: str, id_: str) -> None:
    made = ids_of("desk", [text], set())[text]
    assert made == id_ or (id_.startswith("desk_x") and re.fullmatch("desk_x[0-9a-f]{7}", made))


TEXTS = st.lists(st.text(min_size=1), min_size=1, max_size=8, unique=True)


@given(TEXTS, st.sets(st.sampled_from(["desk_a", "desk_a_2", "desk_b"])), st.randoms(use_true_random=False))
def test_ids_are_valid_new_and_the_same_in_any_order(texts: list[str], taken: set[str], chance: Random) -> None:
    ids = ids_of("desk", texts, taken)

    assert len(set(ids.values()) | taken) == len(texts) + len(taken)
    for id_ in ids.values():
        Criterion.model_validate({"id": id_, "text": "x", "priority": "must"})
    chance.shuffle(texts)
    assert ids_of("desk", texts, taken) == ids


def test_a_second_criterion_of_the_same_words_is_numbered() -> None:
    assert ids_of("desk", ["Clean desk", "Clean desk!"], {"desk_clean_desk"}) == {
        "Clean desk": "desk_clean_desk_2",
        "Clean desk!": "desk_clean_desk_3",
    }


@pytest.mark.parametrize("text", ["welcome by staff", "any comment", "evidence"])
def test_no_id_ends_as_the_columns_of_visits_do(text: str) -> None:
    assert not ids_of("desk", [text], set())[text].endswith(("_staff", "_comment", "_evidence"))
