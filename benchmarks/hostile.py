"""Put qshop to what people and machines do to it: `python benchmarks/hostile.py [NAME…] [--part N/M]`.

Every trial says what was done and what went wrong; the exit code is 1 if anything did. These take minutes: the tests
hold a sample of each kind that takes seconds.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from time import perf_counter

from faults import errors, kills
from pollutions import polluted
from seeds import seeds
from trial import Trial
from writers import writers

TRIALS: dict[str, Callable[[], Iterator[Trial]]] = {
    "pollutions": polluted,
    "kills": kills,
    "errors": errors,
    "writers": writers,
    "seeds": seeds,
}


def main() -> None:
    """Run the trials named, or all."""
    parser = argparse.ArgumentParser(description="Put qshop to what people and machines do to it.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(TRIALS)}; default: all")
    options = parser.parse_args()
    unknown = set(options.names) - set(TRIALS)
    if unknown:
        parser.error(f"no trials {', '.join(sorted(unknown))}; known: {', '.join(TRIALS)}")
    faulty = [_run(name) for name in options.names or TRIALS]
    sys.exit(any(faulty))


def _run(name: str) -> int:
    """Run one kind of trials, print each that went wrong, and return how many did."""
    start, count, faulty = perf_counter(), 0, 0
    for trial in TRIALS[name]():
        count += 1
        if trial.fault:
            faulty += 1
            print(f"{name}: {trial.name}: {trial.fault}", flush=True)
    print(f"{name}: {count} trials, {faulty} faulty, {perf_counter() - start:.0f} s", flush=True)
    return faulty


if __name__ == "__main__":
    main()
