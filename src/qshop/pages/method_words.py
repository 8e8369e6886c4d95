"""The method statement in words: how the figures of a report were made, plainly, with what an analyst needs."""

from collections.abc import Iterator

from qshop.base.i18n import Tongue
from qshop.pages.console import folded_text, prose_width
from qshop.pages.kind_names import kind_name
from qshop.programme.model import Programme
from qshop.programme.scalars import measure_text
from qshop.score.method import COUNTED_ONCE, MARGIN, Method, QuestionnaireUse
from qshop.score.mix import POOLED

_INDENT = "  "


def sentences(method: Method, programme: Programme, tongue: Tongue) -> list[str]:
    """Return the statement as paragraphs of a sentence or two, the same for every report."""
    words = _Words(method, programme, tongue)
    groups = (words.visits(), words.left_out(), words.pooling(), words.intervals(), words.certainty(), words.data())
    return [" ".join(group) for group in map(list, groups) if group]


def console_foot(method: Method, programme: Programme, tongue: Tongue) -> str:
    """Return the statement for a terminal, with the state in git: on a page, keeping the page would change it."""
    told = sentences(method, programme, tongue)
    if method.making.commit:
        told[-1] += f" Git: {method.making.commit}."
    lines = [line for text in told for line in folded_text(text, prose_width() - len(_INDENT))]
    return "\n".join([tongue("method.title"), *(_INDENT + line for line in lines)])


class _Words:
    def __init__(self, method: Method, programme: Programme, tongue: Tongue) -> None:
        self.method, self.programme, self.tongue = method, programme, tongue

    def visits(self) -> Iterator[str]:
        """Yield how many visits were made, when, how, with which questionnaires, and how many were planned."""
        method, tongue = self.method, self.tongue
        period = [tongue.period(method.first, method.last)] if method.first and method.last else []
        channels = [tongue.joined(tongue(f"channel.{name}") for name in method.channels)] if method.channels else []
        details = ", ".join([*period, *channels])
        made = tongue("method.made", n=method.base.visits)
        yield f"{made} ({details})." if details else f"{made}."
        yield from map(self._used, method.used)

    def _used(self, use: QuestionnaireUse) -> str:
        tongue = self.tongue
        title = kind_name("questionnaire", use.questionnaire, self.programme, tongue)
        versions = [f"v{made}" if made == scored else f"v{made} → v{scored}" for made, scored in use.versions]
        label = f"{title} ({use.questionnaire} {', '.join(versions)})" if versions else title
        count = tongue.number(use.made)
        if use.planned is not None:
            count = tongue("method.planned", made=use.made, planned=use.planned)
        return f"{label}{tongue('colon')} {count}."

    def left_out(self) -> Iterator[str]:
        """Yield which visits are in no figure and why, and which are only in part."""
        tongue, base = self.tongue, self.method.base
        counts = {
            "method.void": base.void,
            "method.too_blank": base.too_blank,
            "method.reshop": self.method.set_aside.get("reshop", 0),
            "method.trial": self.method.set_aside.get("trial", 0),
            "method.rejected": self.method.making.rejected,
        }
        reasons = [tongue(key, n=count) for key, count in counts.items() if count]
        reasons += [tongue("method.unlike")] if self.method.making.is_narrowed else []
        if reasons:
            yield tongue("method.left_out", names=tongue.joined(reasons))
        elif base.visits:
            yield tongue("method.none_left_out")
        if base.no_service:
            yield tongue("method.no_service", n=base.no_service)

    def pooling(self) -> Iterator[str]:
        """Yield how different visits are pooled, and whether some weigh more than others."""
        method, tongue = self.method, self.tongue
        if not method.base.visits:
            return
        if method.making.as_visited:
            yield tongue("method.as_visited")
        elif method.mix and method.claim not in COUNTED_ONCE:
            shares = {name: getattr(method.mix, name) for name in POOLED}
            parts = [self._shares(name, given) for name, given in shares.items() if given]
            yield tongue("method.shares", names=" · ".join(parts))
        if method.weighted:
            key = "method.unweighted" if method.claim in COUNTED_ONCE else "method.weighted"
            yield tongue(key, n=method.weighted)

    def _shares(self, dimension: str, shares: object) -> str:
        told = self.tongue("method.equal")
        if isinstance(shares, dict):
            names = {code: kind_name(dimension, code, self.programme, self.tongue) for code in shares}
            told = ", ".join(f"{names[code]} {measure_text(share)}" for code, share in shares.items())
        return f"{self.tongue(f'apart.{dimension}')}{self.tongue('colon')} {told}"

    def intervals(self) -> Iterator[str]:
        """Yield what intervals speak of, and what they allow for."""
        method, tongue = self.method, self.tongue
        if not method.sites or method.claim == "none":
            return
        if method.claim in ("reliability", "funnel"):
            yield tongue("method.reliability") if method.claim == "reliability" else tongue("method.funnel")
            return
        if method.claim == "simple":
            yield tongue("method.simple", least=method.least)
            return
        if method.sites == 1:
            yield tongue("method.one_site", how=self._how("method.by_visits"), least=method.least)
        elif method.claim == "census":
            how = self._how("method.by_strata")
            yield tongue("method.census", n=method.sites, how=how, least=method.least)
        else:
            how = self._how("method.by_clusters")
            yield tongue("method.sample", n=method.sites, how=how, least=method.least)
        if method.shoppers is None:
            yield tongue("method.unnamed")
        else:
            yield tongue("method.shoppers", n=method.shoppers)

    def _how(self, of_figures: str) -> str:
        """Return how intervals are made, for an analyst."""
        return self.tongue("method.by_differences" if self.method.making.sides else of_figures)

    def certainty(self) -> Iterator[str]:
        """Yield how much so many visits can tell, and what comparing many figures does to it."""
        method, tongue = self.method, self.tongue
        if method.margin is not None:
            points = tongue.number(100 * method.margin, 1)
            if method.margin <= MARGIN:
                yield tongue("method.margin", points=points)
            else:
                yield tongue("method.wide_margin", points=points, few=round(100 * MARGIN), needed=method.needed)
        comparisons = method.making.comparisons
        if comparisons and comparisons.number:
            key = "method.controlled" if comparisons.is_controlled else "method.uncontrolled"
            yield tongue(key, n=comparisons.number)

    def data(self) -> Iterator[str]:
        """Yield what tells the state of the visits."""
        if self.method.fingerprint:
            yield self.tongue("method.fingerprint", code=self.method.fingerprint)
        if self.method.simulated:
            yield self.tongue("method.simulated")
