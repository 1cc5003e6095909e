"""A small shop, told in every channel: its sources, and what the public may know of them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from playbook_plugins.model.public import PublicSite
from playbook_plugins.pages.channels import CHANNELS, made
from playbook_plugins.pages.publishing import public_site
from playbook_plugins.words import Words
from tests.conftest import read_written

SETTINGS = """\
business:
  name: Lock and Quay
  people_word: customer
  phone: 01632 960310
  email: keys@lockandquay.example
  address: 4 Basin Road, Ferrybank
  open: Mon-Fri 9-17, Sat 10-12
  holidays: [2026-12-25]
  time_zone: Europe/London
  languages: English, Welsh
  area: Ferrybank and the villages
  answers_within: 2 hours
  writes_at_most: 1 a year
  signed_by: Nesta, who cuts the keys
  currency: GBP
site:
  url: https://lockandquay.example/
  plain_text: yes
"""
FIT = """\
---
reviewed: 2026-11-02
---
# A key that turns

You are locked out, or would rather not be.

## You will be happy here if

- You need a key cut while you wait.
- You moved house and want new locks.

## Someone else will serve you better if

- **You need a safe opened.** We have no drill for it. [Old Iron Safes](https://oldironsafes.example) opens two a week. Unless you only lost the key.
- **You locked yourself out at night.** We are asleep. Ask us, and we will ask around.

## What it costs

- **Most people pay** £6 to £45.
- **Included** trying it in the door.

## How to start

1. Bring the old key.
2. Ring if you have none.
"""
PARTNERS = """\
---
reviewed: 2026-11-02
partners:
  - name: Old Iron Safes
    url: https://oldironsafes.example
    phone: 01632 960311
    good_at: safes
    checked: 2026-10-01
    they_know: yes
---
# Who else

Good people.
"""
PRIVATE = """\
---
topic: recovery
they_leave_feeling: heard
---
# The key broke

Marmaduke once said that our profit hides in the drawer below the lathe.

## What to do

1. **Listen** first.
"""
"""A text for staff alone."""
FILES = {"playbook_yml": SETTINGS, "fit_md": FIT, "partners_md": PARTNERS, "policies__broken_md": PRIVATE}


def shop(**files: str) -> PublicSite:
    """What the public may know of the small shop, with these files in place of its own."""
    return _shop(tuple(sorted({**FILES, **files}.items())))


@cache
def _shop(files: tuple[tuple[str, str], ...]) -> PublicSite:
    with TemporaryDirectory() as folder:
        return public_site(read_written(Path(folder), dict(files)))


def words(site: PublicSite) -> Words:
    """The fixed sentences in its language."""
    return Words(site.language, currency=site.business.currency)


def everywhere(site: PublicSite) -> Mapping[str, bytes]:
    """What each channel makes of it."""
    return {channel.name: made(channel, site) for channel in CHANNELS}


def written(site: PublicSite) -> Mapping[str, str]:
    """The same for the channels that are text."""
    return {channel.name: made(channel, site).decode("utf-8") for channel in CHANNELS if not channel.picture}


def without(site: PublicSite, *names: str) -> PublicSite:
    """The shop without some facts about the business."""
    gone = {name: type(site.business).model_fields[name].get_default() for name in names}
    return site.model_copy(update={"business": site.business.model_copy(update=gone)})
