"""What the site for staff gives away beside its pages: the playbook for a pocket, for programs, its words as canned replies, its days as a calendar, and which edit it shows.

All of it is for staff alone.
"""

from collections.abc import Sequence

from playbook_plugins.model.live import Live
from playbook_plugins.model.page import Asset, Page
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.takeaway import calendar, live_json, playbook_form, playbook_json, pocket, replies

PLAYBOOK, TABLE, REPLIES = "playbook.json", "replies.csv", "replies.json"
"""Where the playbook for programs stands on the site for staff, and its canned replies, as a table and for programs."""
PATHS = (pocket.PATH, PLAYBOOK, playbook_form.PATH, TABLE, REPLIES, replies.FORM, live_json.PATH, calendar.PATH)
"""All that is given away, in this order."""


def assets(playbook: Playbook, pages: Sequence[Page], *, beside: Sequence[Asset], stamp: int, live: Live = Live()) -> tuple[Asset, ...]:
    """The files, made from the playbook and from the pages that staff see, with the pictures, styles and scripts `beside` them; `live` says where the last edit stands."""
    said = replies.replies(playbook)
    texts = (
        pocket.html(playbook, pages, beside=beside, stamp=stamp),
        playbook_json.text(playbook, stamp),
        playbook_form.text(),
        replies.table(said),
        replies.text(said),
        replies.form(),
        live_json.text(live, stamp),
    )
    contents = (*(text.encode("utf-8") for text in texts), calendar.calendar(playbook, stamp))
    return tuple(map(Asset, PATHS, contents))
