"""The directory as a page: what is near a place, or in a nation, with the ways to narrow it and to go on."""

from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.http import urlencode

from content import directory, gazetteer, reading, service_names
from content.gazetteer import Found, FoundKind
from content.places import NATION_NAMES, Nation

from . import service_words
from .service_card import ServiceCard, service_card

ON_A_PAGE = 10
MOST_ONLINE = 3
ONLY_FOR_ALL = "only services for all of the UK"
MOST_TOWNS = 80
WHERE = {**NATION_NAMES, directory.NOWHERE: "Place not known"}


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see. `near`: a town or the first part of a postcode; `place`: the number of a town.

    `nation`: a Nation or directory.NOWHERE, else "".
    """

    near: str = ""
    place: int | None = None
    nation: str = ""
    area: str = ""
    offers: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def of(cls, query):
        """Return what an address asks for; what is not a choice is not asked for."""
        number, page = query.get("place", ""), query.get("page", "")
        return cls(
            near=" ".join(query.get("near", "").split()),
            place=int(number) if number.isdecimal() and len(number) < 10 else None,
            nation=query.get("nation", "") if query.get("nation") in WHERE else "",
            area=query.get("area", ""),
            offers=tuple(name for name in directory.FILTERS if name in query.getlist("offer")),
            page=max(1, int(page)) if page.isdecimal() and 0 < len(page) < 5 else 1,
        )

    @property
    def address(self):
        """The address of the page. Of a ServiceList's own `asked` only: that has no full postcode."""
        values = {"near": self.near, "place": self.place, "nation": self.nation, "area": self.area}
        values |= {"offer": self.offers, "page": self.page if self.page > 1 else None}
        query = urlencode({name: value for name, value in values.items() if value}, doseq=True)
        return reverse("services") + (f"?{query}" if query else "")


@dataclass(frozen=True)
class FinderGroup:
    """Where other organisations help people to look, by where that is."""

    where: str
    finders: tuple


@dataclass(frozen=True)
class ServiceList:
    """The directory in one state. `asked` is what it answers; `found` what the place that was typed came to.

    kind: "start", "place", "none" (nothing near), "name" (of services), "choose", "unknown" or "nation". `total` counts
    every page.
    `close`: how many are within directory.CLOSE miles. `choices` are links to towns of one name, `nations` and `towns`
    to lists, `following` to the next page; `online` serves all of the UK.
    """

    kind: str
    title: str
    asked: Asked
    found: Found | None = None
    cards: tuple[ServiceCard, ...] = ()
    total: int = 0
    close: int = 0
    first: int = 0
    following: dict | None = None
    choices: tuple[dict, ...] = ()
    nations: tuple[dict, ...] = ()
    towns: tuple[dict, ...] = ()
    online: tuple[ServiceCard, ...] = ()
    finders: tuple[FinderGroup, ...] = ()

    @property
    def lead(self):
        """How much was found, in words."""
        return service_words.lead(self)

    @property
    def refusal(self):
        """What is wrong with the place that was typed, or ""."""
        return service_words.refusal(self)

    @property
    def note(self):
        """What somebody needs to know about the place that was found: {lead, text}, or None."""
        return service_words.note(self)

    @property
    def measured(self):
        """From where to where miles are, or ""."""
        return service_words.measured(self)

    @property
    def last(self):
        """The number of the last service on this page, counted from 1."""
        return self.first + len(self.cards) - 1

    @property
    def fields(self):
        """What the form shows: what was typed, with a full postcode cut, and what was chosen."""
        fields = {"near": self.found.text if self.found else "", "offer": self.asked.offers}
        return fields | {"place": self.asked.place or "", "nation": self.asked.nation}


def service_list(asked):
    """Return the ServiceList for what was Asked."""
    found = _find(asked)
    if found.kind == FoundKind.EMPTY:
        return _of_nation(asked) if asked.nation else _start(asked)
    by_number = found.place is not None and found.place.id == asked.place
    asked = replace(asked, near="" if by_number else found.text, nation="", area="")
    asked = asked if by_number else replace(asked, place=None)
    if found.kind == FoundKind.PLACE:
        return _around(asked, found)
    if found.kind == FoundKind.CHOOSE:
        title = f"Which {found.text} do you mean?" if not found.guessed else "Which place do you mean?"
        return ServiceList("choose", title, asked, found, choices=_choices(asked, found))
    if found.area and found.area.is_nation:
        return _of_nation(replace(asked, nation=found.area.nation))
    services = () if found.area else service_names.called(found.text)
    return _called(asked, found, services) if services else _unknown(asked, found)


def _unknown(asked, found):
    nation = found.area.nation if found.area else ""
    where = {"nations": _nations(asked, nation), "finders": _finders(nation)}
    return ServiceList("unknown", "Find services", asked, found, **where)


def _called(asked, found, services):
    """Whoever types a name wants that service, whatever it offers."""
    page = ServiceList("name", f"Services called “{found.text}”", replace(asked, offers=()), found)
    return replace(_paged(page, services, service_card), nations=_nations(asked))


def _find(asked):
    """The Found of what was asked: a town by its number, unless something else was typed."""
    place = gazetteer.place(asked.place) if asked.place else None
    if place and asked.near in ("", place.name):
        return Found(FoundKind.PLACE, place.name, place)
    return gazetteer.find(asked.near)


def _start(asked):
    return ServiceList("start", "Find services", asked, nations=_nations(asked), finders=_finders())


def _around(asked, found):
    around = directory.around(found.place, filters=asked.offers)
    title = f"Services near {found.outcode or found.place.name}"
    kind = "place" if around.found else "none"
    page = ServiceList(kind, title, asked, found, close=around.close, choices=_choices(asked, found))
    page = _paged(page, around.found, lambda near: service_card(near.service, near.words))
    nation = "" if found.place.is_abroad else found.place.nation
    page = replace(page, nations=_nations(asked, nation))
    if around.found:
        return page
    online = directory.everywhere(asked.offers)[:MOST_ONLINE]
    return replace(page, finders=_finders(nation), online=tuple(service_card(service) for service in online))


def _of_nation(asked):
    towns = directory.towns(asked.nation)
    asked = replace(asked, near="", area=asked.area if asked.area in towns else "")
    where = towns[asked.area] if asked.area else WHERE[asked.nation]
    title = f"Services in {where}" if asked.nation in Nation.values else "Services whose place we do not know"
    services = directory.listed(asked.nation, asked.area, asked.offers)
    page = _paged(ServiceList("nation", title, asked), services, service_card)
    page = replace(page, towns=_towns(asked, towns), online=_online(page.asked))
    return replace(page, finders=_finders(asked.nation if asked.nation in Nation.values else ""))


def _online(asked):
    """Cards of what serves all of the UK and is not in this nation itself, on the first page of its whole list."""
    if asked.page > 1 or asked.area or asked.nation not in Nation.values:
        return ()
    services = directory.everywhere(asked.offers)
    return tuple(service_card(service) for service in services if service.document["nation"] != asked.nation)


def _towns(asked, towns):
    """A link to the services of each town, where they are not too many for a page; the chosen one leads back to all."""
    return tuple(
        {"label": town, "url": replace(asked, area="" if slug == asked.area else slug, page=1).address}
        | {"current": slug == asked.area}
        for slug, town in (towns.items() if len(towns) <= MOST_TOWNS else ())
    )


def _paged(page, services, card):
    """The page with cards of the services that its number says, and the way to the next; beyond the last: the last."""
    last = max(1, -(-len(services) // ON_A_PAGE))
    number = min(page.asked.page, last)
    start = (number - 1) * ON_A_PAGE
    left = len(services) - start - ON_A_PAGE
    return replace(
        page,
        asked=replace(page.asked, page=number),
        cards=tuple(card(service) for service in services[start : start + ON_A_PAGE]),
        total=len(services),
        first=start + 1,
        following=_following(page, number + 1, min(left, ON_A_PAGE)) if left > 0 else None,
    )


def _following(page, number, count):
    return {"label": service_words.following(count), "url": replace(page.asked, page=number).address}


def _choices(asked, found):
    return tuple(
        {"label": place.label, "url": replace(asked, near="", place=place.id, page=1).address}
        for place in found.choices
    )


def _nations(asked, only=""):
    """A link to the list of each nation that has services, or of one of them; and of those whose place is not known."""
    for_all = bool(directory.everywhere())
    return tuple(
        {
            "label": f"{WHERE[nation]}: {f'{count} place{pluralize(count)}' if count else ONLY_FOR_ALL}",
            "url": Asked(nation=nation, offers=asked.offers).address,
        }
        for nation, count in directory.counts().items()
        if (count or (for_all and nation in Nation.values)) and (only in ("", nation) or nation == directory.NOWHERE)
    )


def _finders(nation=""):
    """FinderGroups for everybody, or for a nation; those that cover all of the UK come first."""
    label = Nation(nation).label if nation else ""
    by_nations = attrgetter("nations")
    found = [finder for finder in reading.finders() if not label or not finder.nations or label in finder.nations]
    return tuple(
        FinderGroup(" and ".join(nations) or "All of the UK", tuple(finders))
        for nations, finders in groupby(sorted(found, key=by_nations), key=by_nations)
    )
