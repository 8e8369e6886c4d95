"""ODK Central's CSV: groups joined by `-` or dropped, `field/choice` beside a field of several choices, `KEY`."""

from collections.abc import Iterator, Set

from qshop.visits.exports.service import Heading, Service, WantedNames, is_record

_OWN = frozenset(
    [
        *("SubmissionDate", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"),
        *("Status", "ReviewState", "DeviceID", "Edits", "FormVersion"),
    ]
)
_SIGNS = (
    *({"KEY", other} for other in ("SubmissionDate", "FormVersion", "ReviewState", "PARENT_KEY")),
    {"instance ID", "node"},
)
_PLACE = ("Latitude", "Longitude", "Altitude", "Accuracy")


def _wrote(headers: Set[str]) -> bool:
    return any(headers >= signs for signs in _SIGNS)


def _headings(headers: list[str], _wanted: WantedNames) -> Iterator[Heading]:
    there = set(headers)
    for header in headers:
        path, _, choice = header.partition("/")
        field, _, last = path.rpartition("-")
        is_place = last in _PLACE and all(f"{field}-{part}" in there for part in _PLACE)
        own = header in _OWN or path.startswith("meta-") or is_record(last) or is_place
        yield Heading(header, path, path if is_place else last, choice, own)


CENTRAL = Service(
    name="ODK Central",
    wrote=_wrote,
    headings=_headings,
    beside=frozenset(["PARENT_KEY", "instance ID"]),
    ids=("KEY", "meta-instanceID", "instanceID"),
    version="FormVersion",
    names_versions=False,
    review="ReviewState",
    passed=frozenset(["", "received", "edited", "approved"]),
    status="Status",
    remnants=frozenset(["KEY", "SubmissionDate", "SubmitterID", "FormVersion", "ReviewState", "meta-instanceID"]),
    for_names="export the submissions from ODK Central itself: its CSV has names and values",
    for_all="in Central's export options, choose to include fields that are not in the published form",
)
