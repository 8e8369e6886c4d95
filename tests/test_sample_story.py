"""What is planted in the sample's visits can be read on the page of whoever has to know it."""

import re
from functools import cache
from pathlib import Path

import pytest

from qshop.cli.main import run

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Give the sections of a page by their titles, as `pages(reader, name)`."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def pages(reader, name=""):
        named = [name] if name else []
        assert (
            run(["--project", str(ROOT), "debrief", "--for", reader, *named, "--out", str(folder / reader / name)]) == 0
        )
        [page] = (folder / reader / name).rglob("debrief.en.md")
        titles = re.split(r"^## (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        return dict(zip(titles[1::2], titles[2::2], strict=True))

    return pages


def things(page):
    """List the things to decide on, each with its title first."""
    return page["Three things, at most"].split("### ")[1:]


def row(table, name):
    """Give the cells of the row of a table that begins with a name."""
    [line] = [line for line in table.splitlines() if line.startswith((f"| {name} |", f"| {name} · provider |"))]
    return [cell.strip() for cell in line.strip("|").split("|")]


def percent(cell):
    return int(re.match(r"\d+", cell).group())


def test_a_weak_provider_is_weak_on_its_own_page_and_in_the_table_of_teams(pages):
    verve = pages("team", "verve_kitchens")
    assert "below target" in row(verve["The journey"], "Catering")[1]
    assert len(things(verve)) == 3
    teams = pages("programme")["Teams and providers"]
    assert percent(row(teams, "Verve Kitchens")[1]) < percent(row(teams, "Orchard Table")[1]) - 15


def test_a_standard_missing_everywhere_is_passed_up_by_a_site_and_heads_what_management_decides(pages):
    site, management = pages("site", "OS-03"), pages("owner", "management")
    assert "**No invitation to give feedback**: 6 of 8 visits" in site["Passed on"]
    assert "No invitation to give feedback" not in site["Three things, at most"]
    first, text = next(iter(management.items()))
    assert first == "For you to decide"
    assert text.strip().startswith("- **No invitation to give feedback**: 62 of 70 visits")


def test_a_broken_promise_is_first_for_its_site_and_for_its_owner_who_reads_that_it_got_worse(pages):
    for page in (pages("site", "OS-03"), pages("owner", "reception_manager")):
        assert things(page)[0].startswith("1. Over two minutes' wait at the desk")
        assert "At our desk, someone attends to you within two minutes" in things(page)[0]
    assert "26 of 62 visits (Summer 2026: 4 of 57, worse)" in things(pages("owner", "reception_manager"))[0]


def test_where_the_promise_broke_the_desk_was_alone_and_busy(pages):
    wait = things(pages("owner", "reception_manager"))[0]
    assert re.search(r"missed: .*on the telephone.*otherwise .*Two or more members of staff", wait)


def test_a_topic_of_visitors_is_told_in_a_visitors_words_with_the_language_they_are_in(pages):
    queue = "Over four minutes in the queue"
    [site] = [thing for thing in things(pages("site", "NV-02")) if queue in thing]
    [owner] = [thing for thing in things(pages("owner", "catering_manager")) if queue in thing]
    assert "“Les plats étaient prêts, mais nous attendions tous à l’unique caisse.” (in French)" in site
    assert "“Only one till was open and the queue reached the door.”" in owner


def test_an_improvement_stands_among_what_is_well_done_and_names_the_team(pages):
    asked = "asks whether anything is missing**: 32 of 33 visits (Summer 2026: 11 of 32, better)"
    programme = pages("programme")["Well done, and better than last time"]
    stage, standard, *_ = programme.strip().splitlines()
    assert stage == "- **Catering**: 77% on 40 visits (Summer 2026: 66%, better)"
    assert f"{asked} · Meetings and events team" in standard
    assert asked in pages("team", "meridian_events")["Well done, and better than last time"]
    site = pages("site", "NV-02")["Well done, and better than last time"]
    assert "first to greet**: 8 of 8 visits (Summer 2026: 0 of 8, better)" in site


def test_a_relapse_is_called_worse(pages):
    [badges] = [thing for thing in things(pages("owner", "reception_manager")) if "Name badge not readable" in thing]
    assert "28 of 46 visits (Summer 2026: 4 of 44, worse)" in badges


def test_a_blocked_exit_is_to_be_put_right_now_where_it_was_and_nowhere_else(pages):
    urgent = {name: pages(*name)["Put right now"] for name in [("site", "OS-03"), ("site", "NV-02"), ("programme",)]}
    days = "11 September, 14 September and 21 September"
    assert f"**Lobby exit blocked** · {days}" in urgent["site", "OS-03"]
    assert f"**Lobby exit blocked** · Meadow Hill Campus ({days})" in urgent["programme",]
    assert "exit" not in urgent["site", "NV-02"]


def test_what_the_web_site_does_not_say_goes_to_management(pages):
    passed_up = pages("owner", "management")["For you to decide"]
    assert "**Step-free entrance not on the page**: 11 of 18 web visits" in passed_up


def test_no_provider_reads_of_another(pages):
    for team, other in [("verve_kitchens", "Orchard"), ("orchard_table", "Verve"), ("halo_reception", "Keystone")]:
        assert other not in "".join(pages("team", team).values())
