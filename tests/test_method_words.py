"""The method statement in words, in every language, for pages and below the figures in a terminal."""

from dataclasses import replace
from datetime import date

import pytest

from desk import FILES
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.pages.method_words import console_foot, sentences
from qshop.programme.settings import Mix
from qshop.score.method import Comparisons, Making, Method, QuestionnaireUse
from qshop.score.visits_made import Base
from support import programme

FACTS = Method(
    first=date(2026, 9, 7),
    last=date(2026, 10, 16),
    base=Base(visits=85, scored=80, no_service=2, void=1, too_blank=2, calls=14),
    channels=["face_to_face", "phone"],
    used=[
        QuestionnaireUse("onsite", [(1, 2), (2, 2)], made=71, planned=72),
        QuestionnaireUse("phone", [], made=0, planned=None),
    ],
    set_aside={"reshop": 4, "trial": 1},
    weighted=0,
    mix=None,
    least=5,
    claim="census",
    sites=9,
    shoppers=18,
    margin=0.1096,
    needed=385,
    fingerprint="4482-0917-3085",
    simulated=False,
    making=Making(comparisons=Comparisons(54, is_controlled=True), rejected=3),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(programme(tmp_path_factory.mktemp("desk"), FILES)).programme


def said(desk, language="en", **facts):
    return "\n".join(sentences(replace(FACTS, **facts), desk, tongue(language)))


TOLD = {
    "en": """\
85 visits were made (7 September to 16 October 2026, in person and by telephone). A visit to the desk (onsite v1 → v2, v2): 71 of 72 planned. phone: 0.
Not in the figures: 1 void visit, 2 visits with too many blanks, 4 visits made again after others, 1 trial visit and 3 stored rows that are not accepted. 2 visits found no service: they count only for what could be judged without it.
The 95% intervals speak of these 9 sites, in visits like these (logit-t, sites as strata; from 5 visits on). They allow for 18 shoppers, who may see things differently.
One yes-or-no question asked on every visit is known to within about 11.0 points, if visits are independent; ± 5 points would take 385 visits. 54 comparisons are made; of those that say better or worse, 1 in 20 at most is chance on average (Benjamini–Hochberg over each table).
The visits have the fingerprint 4482-0917-3085.
""",
    "fr": """\
85 visites ont été faites (du 7 septembre au 16 octobre 2026, sur place et par téléphone). Une visite à l'accueil (onsite v1 → v2, v2) : 71 sur 72 prévues. phone : 0.
Non pris en compte : 1 visite non valable, 2 visites où trop de questions sont restées sans réponse, 4 contre-visites, 1 visite d’essai et 3 lignes enregistrées qui ne sont pas acceptées. 2 visites n’ont donné lieu à aucun service : elles ne comptent que pour ce qui pouvait être évalué sans service.
Les intervalles à 95 % portent sur ces 9 sites, pour des visites comme celles-ci (t sur l’échelle logit, sites en strates ; à partir de 5 visites). Ils tiennent compte de ce que 18 clients mystère n’ont pas forcément le même regard.
La réponse à une question par oui ou non, posée à chaque visite, est connue à environ 11,0 points près, si les visites sont indépendantes ; pour ± 5 points, il faudrait 385 visites. 54 comparaisons sont faites ; parmi celles qui concluent à un mieux ou à une baisse, 1 sur 20 au plus, en moyenne, tient au hasard (Benjamini-Hochberg, tableau par tableau).
L’empreinte des visites est 4482-0917-3085.
""",
    "tr": """\
85 ziyaret yapıldı (7 Eylül–16 Ekim 2026, yüz yüze ve telefonla). Danışmaya bir ziyaret (onsite v1 → v2, v2): planlanan 72, yapılan 71. phone: 0.
Hesaba katılmayanlar: 1 geçersiz ziyaret, çok sayıda sorusu boş bırakılan 2 ziyaret, 4 tekrar ziyareti, 1 deneme ziyareti ve kabul edilmeyen 3 kayıt. 2 ziyarette hizmet alınamadı; bu ziyaretler yalnızca hizmet alınmadan da değerlendirilebilenler için sayılır.
%95 güven aralıkları bu 9 tesis ve bu ziyaretlere benzer ziyaretler için geçerlidir (logit ölçeğinde t, tesisler tabaka; en az 5 ziyaretle). Aralıklar, 18 gizli müşterinin aynı şeyi farklı görebileceğini hesaba katar.
Ziyaretler birbirinden bağımsızsa, her ziyarette sorulan bir evet-hayır sorusunun sonucu yaklaşık 11,0 puanlık bir payla bilinir; ± 5 puan için 385 ziyaret gerekirdi. 54 karşılaştırma yapıldı; “daha iyi” ya da “daha kötü” denenlerin ortalama olarak en çok yirmide biri rastlantıdır (her tabloda Benjamini-Hochberg).
Ziyaretlerin parmak izi: 4482-0917-3085.
""",
}


@pytest.mark.parametrize("language", TOLD)
def test_a_manager_reads_it_in_plain_words_and_an_analyst_finds_what_she_needs(desk, language):
    assert said(desk, language) + "\n" == TOLD[language]


def line(desk, start, **facts):
    return next(one for one in said(desk, **facts).splitlines() if one.startswith(start))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"sites": 1, "shoppers": None},
            "The 95% intervals speak of this site, in visits like these (logit-t; from 5 visits on). Not every visit names its shopper, so they hold as these shoppers saw things.",
        ),
        (
            {"claim": "sample", "shoppers": 1},
            "The 95% intervals speak of the network that these 9 sites stand for (logit-t, sites as clusters; from 5 visits on). They hold as 1 shopper saw things.",
        ),
        (
            {"making": Making(sides="wave")},
            "The 95% intervals speak of these 9 sites, in visits like these (t or, for rates, MOVER; from 5 visits on). They allow for 18 shoppers, who may see things differently.",
        ),
        (
            {"claim": "simple"},
            "The 95% intervals are the textbook ones (Wilson, Student’s t; from 5 visits on): they take each visit as independent of all others.",
        ),
    ],
)
def test_intervals_say_what_they_claim(desk, facts, told):
    assert line(desk, "The 95%", **facts) == told


def test_where_there_are_no_intervals_nothing_is_said_of_them(desk):
    assert "intervals" not in said(desk, claim="none")


def test_where_sites_are_set_beside_one_another_it_says_how(desk):
    assert line(desk, "Sites are", claim="reliability") == (
        "Sites are taken as drawn from many; the 95% interval is that of F (Shrout and Fleiss 1979)."
    )
    assert line(desk, "Limits", claim="funnel") == (
        "Limits show where sites that do not differ would lie by chance; of 1,000 such sites, at most about 3 are called different."
    )


@pytest.mark.parametrize("claim", ["reliability", "none"])
def test_where_every_visit_counts_once_neither_shares_nor_weights_do(desk, claim):
    mix = Mix(scenario="equal")
    told = said(desk, claim=claim, mix=mix, weighted=12)
    assert "12 visits have weights of their own, which are not used: every visit counts once.\n" in told
    assert "fixed shares" not in told
    assert "fixed shares" in said(desk, claim="funnel", mix=mix)


def test_what_counts_more_than_something_else_is_told(desk):
    mix = Mix(questionnaire={"onsite": "4", "phone": "1"}, scenario="equal")
    assert (
        line(desk, "Visits of", mix=mix, weighted=12)
        == "Visits of different kinds count by fixed shares (questionnaire: A visit to the desk 4, phone 1 · scenario: equal). 12 visits count by weights of their own."
    )
    assert (
        line(desk, "Visits of", making=Making(as_visited=True))
        == "Visits of different kinds are pooled just as they were made."
    )


def test_what_is_known_to_within_five_points_needs_no_more_visits(desk):
    assert (
        line(desk, "One yes", margin=0.04, making=Making(comparisons=Comparisons(1, is_controlled=False)))
        == "One yes-or-no question asked on every visit is known to within about 4.0 points, if visits are independent. 1 comparison is made; without any real change, it would still say better or worse 1 time in 20."
    )


def test_visits_without_their_like_are_never_said_to_be_counted(desk):
    whole = replace(FACTS.base, void=0, too_blank=0, no_service=0)
    making = Making(is_narrowed=True)
    told = line(desk, "Not in", base=whole, set_aside={}, making=making)
    assert told == "Not in the figures: visits without their like on the other side."
    assert line(desk, "No visit", base=whole, set_aside={}, making=Making()) == "No visit is left out."


def test_of_no_visits_little_is_said(desk):
    nothing = Base(visits=0, scored=0, no_service=0, void=0, too_blank=0)
    facts = {
        "base": nothing,
        "first": None,
        "last": None,
        "channels": [],
        "used": [],
        "set_aside": {},
        "sites": 0,
        "margin": None,
    }
    assert (
        said(desk, **facts, fingerprint="", making=Making())
        == """\
0 visits were made."""
    )


def test_a_terminal_is_told_the_state_in_git_as_well(desk):
    facts = replace(FACTS, simulated=True, making=Making(commit="commit ade38ca, with changes that are not committed"))
    told = console_foot(facts, desk, tongue("en")).splitlines()
    assert told[0] == "How these figures were made"
    assert told[-2:] == [
        "  The visits have the fingerprint 4482-0917-3085. All visits are simulated. Git: commit ade38ca,",
        "  with changes that are not committed.",
    ]
    assert all(len(one) <= 100 for one in told)
