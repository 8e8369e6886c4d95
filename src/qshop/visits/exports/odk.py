"""ODK Central's CSV: groups joined by `-` or dropped, `field/choice` beside a field of several choices, `KEY`."""

from collections.abc import Iterator, Set

from qshop.visits.exports.service import Heading, Service, WantedNames, is_record

_RECORDED = frozenset(
    [
        *("SubmissionDate", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected"),
        *("Status", "ReviewState", "DeviceID", "Edits", "FormVersion"),
    ]
)
_SIGN_SETS = (
    *({"KEY", other} for other in ("SubmissionDate", "FormVersion", "ReviewState", "PARENT_KEY")),
    {"instance ID", "node"},
)
_POSITION = ("Latitude", "Longitude", "Altitude", "Accuracy")


def _recognises(headers: Set[str]) -> bool:
    return any(headers >= signs for signs in _SIGN_SETS)


def _headings(headers: list[str], _wanted: WantedNames) -> Iterator[Heading]:
    all_headers = set(headers)
    for header in headers:
        path, _, choice = header.partition("/")
        field, _, last = path.rpartition("-")
        is_position = last in _POSITION and all(f"{field}-{name}" in all_headers for name in _POSITION)
        recorded = header in _RECORDED or path.startswith("meta-") or is_record(last) or is_position
        yield Heading(header, path, path if is_position else last, choice, recorded)


CENTRAL = Service(
    name="ODK Central",
    recognises=_recognises,
    headings=_headings,
    side_headers=frozenset(["PARENT_KEY", "instance ID"]),
    ids=("KEY", "meta-instanceID", "instanceID"),
    version="FormVersion",
    names_versions=False,
    review="ReviewState",
    counted_reviews=frozenset(["", "received", "edited", "approved"]),
    held_reviews=frozenset(["hasIssues", "rejected"]),
    status="Status",
    remnants=frozenset(["KEY", "SubmissionDate", "SubmitterID", "FormVersion", "ReviewState", "meta-instanceID"]),
    names_advice="export the submissions from ODK Central itself: its CSV has names and values",
    columns_advice="in Central's export options, choose to include fields that are not in the published form",
)
