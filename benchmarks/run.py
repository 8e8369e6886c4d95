"""Measure qshop against bare tools: `python benchmarks/run.py [NAME…] [--json]`.

Every benchmark makes its own inputs in a temporary folder. A ratio is of two medians, taken in one run with
the sides in turns; seconds depend on the machine, ratios hardly do.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from check import races as check_races
from help import races as help_races
from race import Race, Result, run
from score import races as score_races

BENCHMARKS: dict[str, Callable[[Path], Iterator[Race]]] = {
    "help": help_races,
    "check": check_races,
    "score": score_races,
}
LINE = "{:<44}{:>10}{:>10}{:>8}{:>8}"


def main() -> None:
    """Run the benchmarks named, or all."""
    parser = argparse.ArgumentParser(description="Measure qshop against bare tools.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(BENCHMARKS)}; default: all")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; known: {', '.join(BENCHMARKS)}")
    results = measured(options.names or list(BENCHMARKS))
    if options.json:
        rows = [{"name": r.name, "qshop": r.qshop, "bare": r.bare, "ratio": r.ratio, "aim": r.aim} for r in results]
        print(json.dumps({"format": 1, "rows": rows, "diagnostics": []}, indent=1))
    else:
        show(results)


def measured(names: list[str]) -> Iterator[Result]:
    """Run one benchmark after another, each in a folder of its own."""
    for name in names:
        with TemporaryDirectory(prefix="qshop-benchmark-") as folder:
            print(f"{name} …", file=sys.stderr)
            for race in BENCHMARKS[name](Path(folder)):
                yield run(race)


def show(results: Iterator[Result]) -> None:
    """Print a line a race as soon as it is run."""
    print(LINE.format("", "qshop, s", "bare, s", "ratio", "aim"))
    for result in results:
        aim = f"{result.aim:.1f}" if result.aim else ""
        print(
            LINE.format(result.name, f"{result.qshop:.3f}", f"{result.bare:.3f}", f"{result.ratio:.2f}", aim),
            flush=True,
        )


if __name__ == "__main__":
    main()
