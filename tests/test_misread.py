"""UTF-8 that was opened in another encoding is noticed, and no true text of any language is."""

import pytest
from babel import Locale

from qshop.base.i18n import Tongue
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from qshop.visits.intake.history import History
from qshop.visits.intake.misread import is_misread
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.settle import visits_by_id
from support import front, visits

WORDS = [
    "söylediler",
    "J'ai dû demander",
    "Çok hızlı, ğ ve ş",
    "Grüße aus Köln",
    "l’accueil était fermé",
    "işaret",
    "Île",
]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "latin-1", "mac_roman"])
@pytest.mark.parametrize("text", WORDS)
def test_a_text_opened_in_the_wrong_encoding_is_noticed(text, encoding):
    once = text.encode().decode(encoding, "replace")
    assert is_misread(once)
    assert is_misread(once.encode().decode(encoding, "replace")), "and so it is where it happened twice"
    assert not is_misread(text)


def test_a_lost_letter_is_noticed():
    assert is_misread("Le panneau �tait tomb�")


@pytest.mark.parametrize(
    "language",
    [
        "fr",
        "tr",
        "de",
        "vi",
        "ru",
        "pl",
        "cs",
        "hu",
        "ro",
        "pt",
        "es",
        "sv",
        "da",
        "is",
        "el",
        "uk",
        "ar",
        "he",
        "ja",
        "zh",
        "ko",
        "hi",
        "cy",
    ],
)
def test_no_true_word_is_taken_for_one(language):
    locale = Locale.parse(language)
    words = [*locale.languages.values(), *locale.territories.values(), *locale.months["format"]["wide"].values()]
    shown = [form for word in words for form in (word, word.upper(), f"{word}…", f"« {word} ! »", f"“{word.upper()}”")]
    assert [text for text in shown if is_misread(text)] == []


@pytest.mark.parametrize("language", packaged_languages())
def test_no_sentence_of_qshop_is_taken_for_one(language):
    sentences: Tongue = tongue(language)
    assert [text for text in map(str, sentences.sentences.values()) if is_misread(text)] == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def received(desk, text, *rows, history=None):
    lines = visits(f"V1,S01,2026-03-02,front,2,yes,no,4,{text}", *rows)
    return Intake(desk).receive(parse_csv(lines.encode(), "f.csv"), history or History())


def test_the_first_time_it_is_noted_with_its_cells_and_kept(desk):
    receipt = received(desk, "sÃ¶ylediler", "V2,S01,2026-03-03")
    assert receipt.count == 2
    assert receipt.notes == [
        "1 cell looks like UTF-8 that was opened in another encoding, such as Windows-1252: line 2 comment;"
        " kept as they stand: export again, and open it as UTF-8"
    ]
    assert received(desk, "söylediler", "V2,S01,2026-03-03").notes == []


@pytest.mark.parametrize(("stored", "new", "which"), [("dû", "dÃ»", "this one"), ("dÃ»", "dû", "that one")])
def test_beside_a_stored_visit_the_contradiction_says_which_of_the_two(desk, stored, new, which):
    history = History(visits_by_id(received(desk, stored).accepted))
    (reject,) = received(desk, new, history=history).rejects
    assert reject.diagnostic.help == (
        f"{which} looks like UTF-8 that was opened in another encoding, such as Windows-1252: open it as UTF-8"
    )
