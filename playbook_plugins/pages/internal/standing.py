"""Where the last edit stands: that it is live, or what to mend first."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import quote

from playbook_plugins.model.finding import Finding
from playbook_plugins.model.live import Edit
from playbook_plugins.pages.addresses import relative
from playbook_plugins.pages.internal.suggesting import at_host
from playbook_plugins.pages.internal.view import OWNER_PAGE, View
from playbook_plugins.pages.templates import escaped

_LONGEST = 80
"""Signs of what an author said of an edit."""
_MOST = 20
"""What is to be mended is shown so often; a slip in `playbook.yml` can be found at every text."""


@dataclass(frozen=True, slots=True)
class Mend:
    """Something to mend before the newest edit can be shown."""

    where: str
    """The file and the line, as plain text."""
    finding: Finding
    address: str
    """Where it can be mended; empty where no such place is known."""


@dataclass(frozen=True, slots=True)
class NotLive:
    """The newest edit, where the pages show an earlier one."""

    line: str
    """Which edit it is, as Markdown."""
    mends: tuple[Mend, ...]
    more: str = ""
    """That there is more to mend than is shown; empty where there is not."""


def live(view: View, *, stamp: int) -> str:
    """The sentence that says which edit the pages show, as Markdown; empty where nobody can say. `stamp` is the moment that pages may print."""
    edit = view.live.edit
    if edit is None:
        return ""
    return view.words("live.now-said" if edit.said else "live.now", when=_when(stamp, view), said=_said(edit))


def not_live(view: View) -> NotLive | None:
    """What the newest edit waits for; `None` where it is shown."""
    waiting = view.live.waiting
    if waiting is None:
        return None
    edit = waiting.edit
    line = view.words("live.waiting-said" if edit.said else "live.waiting", when=_when(edit.at, view), said=_said(edit))
    rest = len(waiting.findings) - _MOST
    return NotLive(line, tuple(_mend(finding, view) for finding in waiting.findings[:_MOST]), view.words("live.more", count=rest) if rest > 0 else "")


def on_home(view: View, here: str) -> str:
    """The line for the page at `here` that says that an edit waits; empty where none does. What to mend stands on the owner's page."""
    waiting = view.live.waiting
    return view.words("live.home", when=_when(waiting.edit.at, view), path=relative(OWNER_PAGE, here)) if waiting else ""


def _said(edit: Edit) -> str:
    """What the author of an edit said of it, short enough for a line; empty where nothing was said."""
    return escaped(edit.said if len(edit.said) <= _LONGEST else f"{edit.said[: _LONGEST - 1].rstrip()}…")


def _when(seconds: int, view: View) -> str:
    zone = view.playbook.settings.business.zone
    moment = datetime.fromtimestamp(seconds, zone or UTC)
    time = f"{moment:%H:%M}"
    return view.words("live.when" if zone else "live.when-greenwich", day=view.words.day(moment.date()), time=time)


def _mend(finding: Finding, view: View) -> Mend:
    place, playbook = finding.place, view.playbook
    path = PurePosixPath(place.path)
    of_playbook = path.is_relative_to(playbook.folder)
    name = path.relative_to(playbook.folder) if of_playbook else path
    # the form opens texts of the playbook, and neither its settings nor pages that were written by hand
    if playbook.settings.site.edit_form and of_playbook and path.suffix == ".md":
        address = f"../edit/#{quote(place.path.encode('utf-8', 'surrogateescape'))}:{place.line}"
    else:
        address = at_host(place.path, playbook)
    return Mend(view.words("live.where", file=str(name), line=place.line), finding, address)
