"""What commands ask for that make the papers of a meeting."""

from typing import Annotated

import typer

GuideName = Annotated[
    str, typer.Argument(metavar="NAME", help="criteria, managers, team_talk, huddle, or a guide of your own.")
]
Group = Annotated[str, typer.Option(metavar="CODE", help="The working group that meets.", show_default=False)]
Site = Annotated[str, typer.Option(metavar="CODE", help="The site whose findings it is about.")]
Start = Annotated[
    str, typer.Option(metavar="TIME", help="When it begins, as in 09:30; default: as the group or the guide says.")
]
AsOf = Annotated[
    str, typer.Option(metavar="DAY", help="The day that is now; default: the last of the last wave with visits.")
]
