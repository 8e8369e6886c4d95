"""KoboToolbox's CSV and XLSX: groups joined or dropped, several choices in one column, in many, or both.

Groups, fields and choices are joined by `/`, unless whoever exports has typed another separator.
"""

from collections.abc import Iterator, Set

from qshop.visits.exports.service import Heading, Service, WantedNames, is_record

_SIGNS = frozenset(
    ["_id", "_submission_time", "_validation_status", "_submitted_by", "_index", "__version__", "meta/rootUuid"]
)
_SEPARATORS = ("/", "|", "-", ".", ":", ">", "\\", " / ", " | ", " > ", ": ")
_SIDE_HEADERS = frozenset(["_parent_table_name", "_parent_index"])


def _recognises(headers: Set[str]) -> bool:
    """Return whether there are `_uuid` and one more of its columns: whoever exports may leave out all but that one."""
    return ("_uuid" in headers and not _SIGNS.isdisjoint(headers)) or headers >= _SIDE_HEADERS


def _headings(headers: list[str], wanted: WantedNames) -> Iterator[Heading]:
    all_headers, separator = set(headers), _separator(headers, wanted)
    for header in headers:
        path, _, last = header.rpartition(separator)
        field = path.rpartition(separator)[2]
        if path and _is_choice(path, field, last, all_headers, wanted):
            yield Heading(header, path, field, last, is_record(field))
        else:
            is_link = header.endswith("_URL") and header.removesuffix("_URL") in all_headers
            yield Heading(header, header, last, recorded=is_record(last) or header.startswith("meta/") or is_link)


def _is_choice(path: str, field: str, last: str, headers: Set[str], wanted: WantedNames) -> bool:
    """Return whether `last` is a choice of `field`, not its own field: in `end/wait`, `end` may be a stage."""
    if field in wanted.several or field.startswith("_"):
        return True
    return last not in wanted.names if is_record(field) else path in headers


def _separator(headers: list[str], wanted: WantedNames) -> str:
    """Return the separator with which most headers have a wanted name, as their last part or the one before."""
    return max(_SEPARATORS, key=lambda mark: sum(not wanted.names.isdisjoint(h.split(mark)[-2:]) for h in headers))


KOBO = Service(
    name="KoboToolbox",
    recognises=_recognises,
    headings=_headings,
    side_headers=_SIDE_HEADERS,
    ids=("meta/rootUuid", "_uuid"),
    version="__version__",
    names_versions=True,
    review="_validation_status",
    counted_reviews=frozenset(["", "validation_status_approved", "Approved"]),
    held_reviews=frozenset(["validation_status_not_approved", "validation_status_on_hold", "Not Approved", "On Hold"]),
    status="",
    remnants=_SIGNS - {"_id", "_index"} | {"_uuid"},
    names_advice="export again with “Value and header format: XML values and headers”",
    columns_advice="in KoboToolbox's advanced export options, choose “Include fields from all versions”",
)
