"""Exports of survey services: recognised by their headers, and turned into plain columns. A new one is one entry."""

from collections.abc import Set

from qshop.visits.exports.kobo import KOBO
from qshop.visits.exports.odk import CENTRAL
from qshop.visits.exports.service import Service

SERVICES: dict[str, Service] = {"central": CENTRAL, "kobo": KOBO}


def service_of(headers: Set[str]) -> Service | None:
    """Tell which service wrote a table, by its headers; none for any other table, one of qshop's own included."""
    return next((service for service in SERVICES.values() if service.wrote(headers)), None)


def remnant_of(headers: Set[str]) -> Service | None:
    """Tell of which service columns are left in a table where too many were deleted to know it by the others."""
    return next((service for service in SERVICES.values() if not service.remnants.isdisjoint(headers)), None)


def is_beside(headers: Set[str], service: Service) -> bool:
    """Tell whether a table of a service holds no submissions, but stands beside them: repeated groups, audit logs."""
    return not service.beside.isdisjoint(headers)
