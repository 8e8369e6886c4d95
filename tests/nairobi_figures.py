"""The Nairobi figures, computed from the raw export with the csv module alone: what qshop must agree with."""

import csv
from fractions import Fraction
from pathlib import Path

HISTORY = {
    "1": ("diarrhoea", tuple(f"sp1_h{number}" for number in range(1, 9))),
    "2": ("tb", tuple(f"sp2_h{number}" for number in range(1, 10))),
    "3": ("asthma", tuple(f"sp3_h{number}" for number in range(1, 13))),
    "4": ("angina", tuple(f"sp4_h{number}" for number in range(1, 11))),
}


def rows(path: Path) -> list[dict[str, str]]:
    """Read the export's rows."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def scenario(row: dict[str, str]) -> str:
    """Name the scenario that was played."""
    return HISTORY[row["sp_case"]][0]


def visit_id(row: dict[str, str]) -> str:
    """Make the visit's code: one clinic was visited once in each scenario."""
    return f"{row['facilitycode']}-{scenario(row)}"


def is_completed(row: dict[str, str]) -> bool:
    """Say whether any attempt at the visit was completed."""
    return "1" in (row["sp_cp10_visit1"], row["sp_cp10_visit2"], row["sp_cp10_visit3"])


def share_done(row: dict[str, str]) -> Fraction | None:
    """Give the share of the answered history items that were done, or nothing if none was answered."""
    answers = [row[item] for item in HISTORY[row["sp_case"]][1] if row[item] != ""]
    return Fraction(answers.count("1"), len(answers)) if answers else None


def counts(path: Path) -> tuple[int, int, int]:
    """Count the visits: all, completed, never completed."""
    completed = [is_completed(row) for row in rows(path)]
    return len(completed), completed.count(True), completed.count(False)


def history_by_visit(path: Path) -> dict[str, Fraction]:
    """Give each visit's history share, for the visits with at least one history item answered."""
    shares = {visit_id(row): share_done(row) for row in rows(path)}
    return {visit: share for visit, share in shares.items() if share is not None}


def history_by_scenario(path: Path) -> dict[str, tuple[int, Fraction]]:
    """Give each scenario's number of visits with a history item answered, and the mean of their shares."""
    shares: dict[str, list[Fraction]] = {}
    for row in rows(path):
        share = share_done(row)
        if share is not None:
            shares.setdefault(scenario(row), []).append(share)
    return {name: (len(values), sum(values, Fraction()) / len(values)) for name, values in shares.items()}
