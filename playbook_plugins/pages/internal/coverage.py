"""For the owner: what is written on each topic, which ideas are not here yet, why things went wrong, and who hears from us how often."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook_plugins.checklist.practices import STARTER, Cell, Practice, carried, spoken, table, told_in
from playbook_plugins.model.contacts import contacts
from playbook_plugins.model.coverage import Cover, covers
from playbook_plugins.model.document import Document
from playbook_plugins.model.notes import tally
from playbook_plugins.model.values import Frequency
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal.findings import has_page
from playbook_plugins.pages.internal.shelves import FITS
from playbook_plugins.pages.internal.view import OWNER_PAGE, View
from playbook_plugins.pages.templates import escaped

_NAMED = 12
"""Texts that a line names."""
ENGLISH = "en"
"""The language of the table of practices."""


@dataclass(frozen=True, slots=True)
class Ideas:
    """The practices that this project is made of, as a playbook carries them."""

    here: int
    all: int
    missing: tuple[tuple[str, str, str], ...]
    """What each of the others asks, in which language where it is not the page's, and where it would go, as Markdown."""


def _covers(view: View) -> list[Cover]:
    return view.once("covers", lambda: [*covers(view.playbook)])


def topics(view: View) -> tuple[list[str], str]:
    """A line for each topic on which there is something, or that is not done for a reason; and the names of the others."""
    found = _covers(view)
    told = [_topic(cover, view) for cover in found if cover.policies or cover.not_done]
    rest = [_name(cover.topic, view) for cover in found if not cover.policies and not cover.not_done]
    return told, view.words("coverage.rest", topics=", ".join(rest)) if rest else ""


def _topic(cover: Cover, view: View) -> str:
    name, words = _name(cover.topic, view), view.words
    if not cover.policies:
        return words("coverage.not-done", topic=name, why=escaped(cover.not_done.rstrip(".")))
    counts = (("scripts", cover.scripts), ("scenarios", cover.scenarios), ("promises", cover.promises))
    beside = [words(f"coverage.{kind}", count=len(documents)) for kind, documents in counts if documents]
    return words("coverage.topic", topic=name, policies=linked(cover.policies, view)) + "".join(f" · {told}" for told in beside)


def _name(topic: str, view: View) -> str:
    return escaped(view.topic(topic))


def ideas(view: View) -> Ideas:
    """Which practices the playbook carries, and for each of the others the first place that is still empty.

    What an owner does not do is no idea for them. What a starter alone carries
    says that all of it holds for others too: it is here with the rest, or once
    there is something and people are called as in that starter.
    """
    playbook = view.playbook
    declined = {cover.topic for cover in _covers(view) if cover.not_done}
    left = [(practice, [cell for cell in practice.texts if not carried(cell, playbook)]) for practice in table() if not _of_all(practice)]
    here = sum(not cells for _, cells in left)
    people = playbook.settings.business.people_word if playbook.settings else ""
    here += sum(here == len(left) or here > 0 and any(cell.line == people for cell in practice.texts) for practice in table() if _of_all(practice))
    missing = [(practice, cells[0]) for practice, cells in left if cells and not any(cell.kind == "policy" and cell.name in declined for cell in cells)]
    return Ideas(here, len(table()), tuple((*_told(practice, view), _where(cell, view)) for practice, cell in missing))


def _of_all(practice: Practice) -> bool:
    """Whether it says something of all the others, and has no place of its own in a playbook."""
    return all(cell.kind == STARTER for cell in practice.texts)


def _told(practice: Practice, view: View) -> tuple[str, str]:
    own = told_in(view.words.language).get(practice.id)
    return own or practice.told, "" if own or view.words.language == ENGLISH else ENGLISH


def _where(cell: Cell, view: View) -> str:
    words, cell = view.words, spoken(cell, view.playbook.lexicon.language)
    place = words("coverage.with-topic", topic=cell.name) if cell.kind == "policy" else f"`{cell.place}`"
    if cell.part:
        return words("coverage.below", place=place, heading=_heading(cell, view))
    return words("coverage.line", place=place, line=cell.line) if cell.line else place


def _heading(cell: Cell, view: View) -> str:
    """How a section is called in the playbook's language."""
    plain = cell.part.replace("-", " ")
    known = view.playbook.lexicon.sections.get(cell.kind, {})
    name = known.get(plain)
    return next((heading for heading, meant in known.items() if meant == name), plain).capitalize()


def reasons(view: View) -> list[tuple[str, int, str]]:
    """Why things went wrong: each reason, how often, and links to what it should change."""
    return [
        (view.words(f"lessons.reason-{one.reason}"), len(one.lessons), linked([document for document in one.changes if has_page(document, view)], view))
        for one in tally(view.playbook)
    ]


def letters(view: View) -> Iterator[str]:
    """Who hears from us how often: each text that counts, the sum beside what we say, and what does not count."""
    found, words = contacts(view.playbook), view.words
    if not (found.counted or found.unsaid or found.beside):
        return
    counted = sorted(found.counted, key=lambda script: -script.fields.how_often.exactly)
    for script in counted[:FITS]:
        named, times = linked([script], view), _times(script.fields.how_often, view)
        if channel := script.fields.channel:
            yield words("coverage.letter", script=named, times=times, channel=words(f"scripts.{channel}"))
        else:
            # that it names none is a finding already
            yield words("coverage.letter-somehow", script=named, times=times)
    if counted[FITS:]:
        yield words("list.more", count=len(counted[FITS:]), path=relative("scripts/index.md", OWNER_PAGE))
    if found.unsaid:
        yield words("coverage.unsaid", scripts=linked(found.unsaid, view))
    if found.a_year:
        # a limit that nobody wrote is a finding already
        limit = words("coverage.limit", times=_times(found.limit, view)) if found.limit else ""
        over = words("coverage.over") if found.limit and found.a_year > found.limit.exactly else ""
        yield f"**{words('coverage.total', times=_times(found.total, view))}** {limit} {over}".strip()
    if found.beside:
        yield words("coverage.beside", scripts=linked(found.beside, view))


def _times(how_often: Frequency, view: View) -> str:
    return view.words.frequency(how_often.times, how_often.per) if how_often.times else view.words("coverage.asked")


def linked(documents: Iterable[Document], view: View) -> str:
    """Links from the owner's page to documents; of many, to the first and to the list of them all."""
    found = [*documents]
    few = found if len(found) <= _NAMED else found[:_NAMED]
    links = [f"[{view.title(document)}]({view.link(document, OWNER_PAGE)})" for document in few]
    more = view.words("list.more", count=len(found) - len(few), path=relative(f"{found[0].kind.place}index.md", OWNER_PAGE)) if few is not found else ""
    return " · ".join(filter(None, (", ".join(links), more)))
