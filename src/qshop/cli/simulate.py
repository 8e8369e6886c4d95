"""`qshop simulate`: believable visits with a known truth, to rehearse a debrief before the first wave."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.base.plural import counted
from qshop.cli.inputs import open_programme
from qshop.cli.output import print_data, print_diagnostics, print_message

if TYPE_CHECKING:
    from qshop.io.folder import LoadedProgramme
    from qshop.visits.simulation.draw import SimulatedVisits
    from qshop.visits.simulation.plan import Simulation


def command(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN", help="What to simulate: a YAML file.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the exports and truth.json go.")],
    seed: Annotated[int | None, typer.Option(min=0, help="Another seed than the plan's.")] = None,
) -> int:
    """Write visits as exports that `qshop ingest` takes, and the truth behind them as truth.json."""
    from qshop.base.file_names import safe_name
    from qshop.io.csv_files import write_csv
    from qshop.io.write import write_file
    from qshop.visits.simulation.draw import simulate

    loaded = open_programme(context.obj)
    simulation = _read(loaded, plan, seed)
    exports = list(simulate(simulation, loaded.programme))
    for number, export in enumerate(exports, 1):
        name = f"{number:02}-{safe_name(export.wave)}-{export.version.questionnaire}-v{export.version.version}.csv"
        write_file(out, name, write_csv(export.columns, export.rows))
        print_data(f"{out / name}\n")
    write_file(out, "truth.json", json.dumps(_truth(simulation, exports), ensure_ascii=False, indent=1) + "\n")
    print_data(f"{out / 'truth.json'}\n")
    visits = sum(len(export.rows) for export in exports)
    print_message(f"{counted(visits, 'simulated visit')}; take them in with: qshop ingest {out}/*.csv")
    return 0


def _read(loaded: "LoadedProgramme", path: Path, seed: int | None) -> "Simulation":
    from qshop.base.errors import StopError
    from qshop.io.yaml_file import read_yaml_file
    from qshop.programme.reading import read_part
    from qshop.visits.simulation.plan import Simulation, faults_of_plan

    if not path.is_file():
        raise StopError(f"there is no file {path}", "see the sample's simulation.yaml")
    node, diagnostics = read_yaml_file(path, str(path))
    simulation, faults = read_part(Simulation, node, loaded.programme.language) if node else (None, [])
    diagnostics += faults + (list(faults_of_plan(simulation, loaded.programme)) if simulation else [])
    if simulation is None or diagnostics:
        print_diagnostics(diagnostics)
        raise StopError(f"{path} cannot be carried out", "mend it first")
    return simulation if seed is None else simulation.model_copy(update={"seed": seed})


def _truth(simulation: "Simulation", exports: "list[SimulatedVisits]") -> dict[str, object]:
    """Return the seed, the planted effects, and the true chance of every criterion at every site in every wave."""
    effects = [effect.model_dump(mode="json", exclude_defaults=True) for effect in simulation.effects]
    columns = ["wave", "questionnaire", "site", "team", "criterion", "chance", "effects"]
    rows = [
        [t.wave, export.version.questionnaire, t.site, t.team, t.criterion, str(t.chance), t.effects]
        for export in exports
        for t in export.truth
    ]
    return {"format": 1, "seed": simulation.seed, "effects": effects, "columns": columns, "rows": rows}
