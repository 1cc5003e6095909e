"""The addresses of others that the public texts give to everybody."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from playbook_plugins.model.document import Zone
from playbook_plugins.model.page import Audience
from playbook_plugins.model.place import Place
from playbook_plugins.model.playbook import Playbook

_PUBLIC = (Zone.PUBLIC, Zone.SAY)
_BEGINS = re.compile(r"https?:", re.IGNORECASE)


def outside(playbook: Playbook) -> dict[str, tuple[Place, ...]]:
    """Each address once, without the spot on its page, with every place that gives it; in the order of the texts."""
    found: dict[str, list[Place]] = {}
    for address, place in _given(playbook):
        if _BEGINS.match(address):
            places = found.setdefault(_without_spot(address), [])
            if place not in places:
                places.append(place)
    return {address: tuple(places) for address, places in found.items()}


def _without_spot(address: str) -> str:
    try:
        return urldefrag(address).url
    except ValueError:  # what cannot be one is asked for in vain, and so told
        return address


def _given(playbook: Playbook) -> Iterator[tuple[str, Place]]:
    if playbook.settings and playbook.settings.business.url:
        yield playbook.settings.business.url, playbook.place_of("business", "url")
    for document in playbook.readable:
        if document.audience is not Audience.PUBLIC or not document.active:
            continue
        for number, partner in enumerate(getattr(document.fields, "partners", None) or ()):
            if partner.url:
                yield partner.url, document.place_of("partners", number, "url")
        for link in playbook.links.get(document.path, ()):
            if document.zones[link.place.line - 1] in _PUBLIC:
                yield link.target, link.place
