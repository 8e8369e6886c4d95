"""KoboToolbox's CSV and XLSX: groups joined or dropped, several choices in one column, in many, or both.

Groups, fields and choices are joined by `/`, unless whoever exports has typed another separator.
"""

from collections.abc import Iterator, Set

from qshop.visits.exports.service import Heading, Service, WantedNames, is_record

_SIGNS = frozenset(
    ["_id", "_submission_time", "_validation_status", "_submitted_by", "_index", "__version__", "meta/rootUuid"]
)
_JOINTS = ("/", "|", "-", ".", ":", ">", "\\", " / ", " | ", " > ", ": ")
_BESIDE = frozenset(["_parent_table_name", "_parent_index"])


def _wrote(headers: Set[str]) -> bool:
    """Know it by `_uuid` and one more of its columns: whoever exports may leave out all but that one."""
    return ("_uuid" in headers and not _SIGNS.isdisjoint(headers)) or headers >= _BESIDE


def _headings(headers: list[str], wanted: WantedNames) -> Iterator[Heading]:
    there, joint = set(headers), _joint(headers, wanted)
    for header in headers:
        path, _, last = header.rpartition(joint)
        field = path.rpartition(joint)[2]
        if path and _has_choices(path, field, last, there, wanted):
            yield Heading(header, path, field, last, is_record(field))
        else:
            address = header.endswith("_URL") and header.removesuffix("_URL") in there
            yield Heading(header, header, last, own=is_record(last) or header.startswith("meta/") or address)


def _has_choices(path: str, field: str, last: str, there: Set[str], wanted: WantedNames) -> bool:
    """Tell whether `last` is a choice of `field`; a stage may be called like a record, and `end/wait` its question."""
    if field in wanted.several or field.startswith("_"):
        return True
    return last not in wanted.names if is_record(field) else path in there


def _joint(headers: list[str], wanted: WantedNames) -> str:
    """Find the separator by which most headers show a name that is wanted, of a field or before a choice's."""
    return max(_JOINTS, key=lambda joint: sum(not wanted.names.isdisjoint(h.split(joint)[-2:]) for h in headers))


KOBO = Service(
    name="KoboToolbox",
    wrote=_wrote,
    headings=_headings,
    beside=_BESIDE,
    ids=("meta/rootUuid", "_uuid"),
    version="__version__",
    names_versions=True,
    review="_validation_status",
    passed=frozenset(["", "validation_status_approved", "Approved"]),
    status="",
    remnants=_SIGNS - {"_id", "_index"} | {"_uuid"},
    for_names="export again with “Value and header format: XML values and headers”",
    for_all="in KoboToolbox's advanced export options, choose “Include fields from all versions”",
)
