"""What the wording rules make of the questions in tests/wording: `python tests/labelled.py [--write] [SET…]`."""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import yaml

from qshop.base.rounding import tenths
from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from qshop.wording import RULES

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/wording.md"
SETS = ("unseen", "labelled", "heldout", "fresh")
LANGUAGES = {"en": "English", "fr": "French", "tr": "Turkish"}
STAGES = ("first", "middle", "last")


def cases(name):
    return [
        {"language": language, "set": name, **case}
        for language in LANGUAGES
        for case in yaml.safe_load((ROOT / f"tests/wording/{name}.{language}.yaml").read_text(encoding="utf-8"))
    ]


def as_criterion(number, case):
    language = case["language"]
    keep = ("type", "kind", "points")
    question = {
        "id": f"q{number}",
        "type": "yes_no",
        "ask": {language: case["ask"]},
        **{key: case[key] for key in keep if key in case},
        **({"hint": {language: case["hint"]}} if "hint" in case else {}),
    }
    if question["type"] in ("choice", "multi"):
        question["choices"] = [{"id": f"q{number}_{n}", "text": {language: t}} for n, t in enumerate(case["choices"])]
    if question["type"] == "scale":
        labels = {str(level): {language: text} for level, text in case.get("scale", {}).items()}
        question["scale"] = {"from": "1", "to": max(["3", *labels]), "labels": labels}
    return {
        "id": f"c{number}",
        "text": {language: case.get("standard", "·")},
        **({"promise": {"says": {language: case["promise"]}, "where": {language: "·"}}} if "promise" in case else {}),
        "priority": "must",
        "questions": [question],
    }


def found(folder, cases_):
    """Write each case on a line of its own, and give the codes that `check` reports on that line."""
    result = [set() for _ in cases_]
    for informed in (True, False):
        root = folder / str(informed)
        (root / "criteria").mkdir(parents=True)
        ethics = {"ethics": {"staff_informed": "2026-01-01"}} if informed else {}
        settings = {"format": 1, "name": {"en": "·"}, "languages": list(LANGUAGES), **ethics}
        stages = {"format": 1, "stages": [{"id": stage, "name": {"en": stage}} for stage in STAGES]}
        (root / "qshop.yaml").write_text(json.dumps(settings), encoding="utf-8")
        (root / "sites.yaml").write_text('{"format": 1, "sites": [{"id": "S"}]}', encoding="utf-8")
        (root / "criteria/stages.yaml").write_text(json.dumps(stages), encoding="utf-8")
        places = {}
        for stage in STAGES:
            lines = ["format: 1", f"stage: {stage}", "criteria: ["]
            for number, case in enumerate(cases_):
                if case.get("stage", "middle") == stage and case.get("informed", True) == informed:
                    lines.append(json.dumps(as_criterion(number, case), ensure_ascii=False) + ",")
                    places[f"criteria/{stage}.yaml", len(lines)] = number
            (root / f"criteria/{stage}.yaml").write_text("\n".join([*lines, "]", ""]), encoding="utf-8")
        loaded = load(root)
        assert loaded.diagnostics == []
        for one in apply_all_rules(loaded):
            if one.code.startswith("QS3"):
                result[places[one.where.path, one.where.line]].add(one.code)
    return result


class Figures:
    """How often each rule was right, wrong and silent on some cases."""

    def __init__(self, read: Iterable[tuple[dict, set[str]]]) -> None:
        self.count = 0
        self.right, self.wrong, self.silent = Counter(), Counter(), Counter()
        self.misses = []
        for case, codes in read:
            self.count += 1
            wanted = set(case["codes"])
            self.right.update(codes & wanted)
            self.wrong.update(codes - wanted)
            self.silent.update(wanted - codes)
            if codes != wanted:
                self.misses.append(f"{sorted(wanted)} → {sorted(codes)}: {case['ask']}")

    def of(self, code: str = "") -> tuple[int, int, int]:
        """Give how often the rule (or every rule) was right, wrong and silent."""
        counts = (self.right, self.wrong, self.silent)
        return tuple(count[code] if code else count.total() for count in counts)

    def precision(self, code: str = "") -> float:
        right, wrong, _ = self.of(code)
        return 100 * right / (right + wrong or 1)

    def recall(self, code: str = "") -> float:
        right, _, silent = self.of(code)
        return 100 * right / (right + silent or 1)

    def row(self, name: str, code: str = "") -> str:
        shares = (f"{tenths(share):.1f} %" for share in (self.precision(code), self.recall(code)))
        return "| " + " | ".join([name, *map(str, self.of(code)), *shares]) + " |"


def read_sets(names=SETS):
    """Give every case of these sets with the codes it gets."""
    all_cases = [case for name in names for case in cases(name)]
    with tempfile.TemporaryDirectory() as folder:
        return list(zip(all_cases, found(Path(folder), all_cases), strict=True))


HEAD = "| {} | right | wrong | silent | precision | recall |\n| --- | --- | --- | --- | --- | --- |"


def page(read):
    """Describe how well the rules read the labelled questions."""
    every, unseen = Figures(read), Figures((case, codes) for case, codes in read if case["set"] == "unseen")
    counted = [code for code in RULES if every.of(code)[0]]
    others = ", ".join(f"[{code}](../codes/{code}.md)" for code in RULES if code not in counted)
    lines = [
        "<!-- Made by tests/labelled.py --write. Change a rule or a word list, then run it again. -->",
        "",
        "# How well the wording rules read",
        "",
        f"{every.count} questions in English, French and Turkish, good and bad, were labelled by hand with the codes they "
        "deserve. This is what `qshop check` makes of them: how often a rule is right, wrong or silent; its *precision*, "
        "the share of its findings that are right; and its *recall*, the share of what it should find.",
        "",
        f"Of these, {unseen.count} were never used to mend a word list: on them, {tenths(unseen.precision()):.1f} % of the "
        f"findings are right, and {tenths(unseen.recall()):.1f} % of what should be found is found. The lists were mended with "
        "the others in view, so that their figures flatter. What the rules made of each part when they first met it "
        "stands in [tests/wording](../../tests/wording/README.md).",
        "",
        HEAD.format("rule"),
        *(every.row(f"[{code}](../codes/{code}.md)", code) for code in counted),
        every.row("all"),
        "",
        HEAD.format("set"),
        *(Figures(some).row(f"{name}, {len(some)} questions") for name, some in by_set(read).items()),
        "",
        f"{others} count instead of reading, and are tested apart.",
    ]
    return "\n".join(lines) + "\n"


def by_set(read):
    """Part the cases by set and language."""
    return {
        f"{name}, {tongue}": [one for one in read if (one[0]["set"], one[0]["language"]) == (name, language)]
        for name in SETS
        for language, tongue in LANGUAGES.items()
    }


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--write"] or SETS
    if "--write" in sys.argv:
        PAGE.write_text(page(read_sets()), encoding="utf-8")
    else:
        figures = Figures(read_sets(names))
        for code in sorted(figures.right | figures.wrong | figures.silent):
            print(figures.row(code, code))
        print(figures.row("all"), *figures.misses, sep="\n")
