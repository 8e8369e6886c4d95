"""Checks the codes of sites, some of which ODK and KoboToolbox would change."""

import re
from collections.abc import Iterator

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme

_CHANGED = re.compile("[\u2018\u2019\u201c\u201d]|  ")


def check_site_codes(programme: Programme) -> Iterator[Diagnostic]:
    """QS231: the code of a site that would come back changed, and so be the code of no site."""
    for site in programme.sites:
        if _CHANGED.search(site.id):
            message = f"the site “{site.id}” would come back from ODK or KoboToolbox under another code"
            help_ = "they straighten curved quotes and make one space of two: hand out another form, or change the code"
            yield site.diagnostic("QS231", message, "id", help=help_)
