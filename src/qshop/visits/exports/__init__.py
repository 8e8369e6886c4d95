"""Exports of survey services: recognised by their headers and read as tables of visits. A new service is one entry."""

from collections.abc import Set

from qshop.visits.exports.kobo import KOBO
from qshop.visits.exports.odk import CENTRAL
from qshop.visits.exports.service import Service

SERVICES: dict[str, Service] = {"central": CENTRAL, "kobo": KOBO}


def service_of(headers: Set[str]) -> Service | None:
    """Return the service that wrote a table with these headers; None for any other table, qshop's own included."""
    return next((service for service in SERVICES.values() if service.recognises(headers)), None)


def remnant_of(headers: Set[str]) -> Service | None:
    """Return the service of which single columns are left in a table, too few for `service_of`."""
    return next((service for service in SERVICES.values() if not service.remnants.isdisjoint(headers)), None)


def is_side_table(headers: Set[str], service: Service) -> bool:
    """Return whether a table of a service has no submissions, but repeated groups or audit logs."""
    return not service.side_headers.isdisjoint(headers)
