"""Ways to reach somebody: numbers to ring and addresses to write to, read generously."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

_NUMBER = re.compile(r"\d(?:[ ().-]{0,3}\d){5,}")
"""A number to ring, which is longer than an extension."""
_LEAST = 3
"""Figures of the shortest number that letters may stand beside, such as `112`."""
_MOST = 18
"""Figures of one number, with all that goes before it from abroad."""


def _read_phone(value: Any) -> Any:
    written = re.sub(r"^(?:tel|phone|telephone|tel\.)\s*:?\s*(?=[+(\d])", "", str(value).strip(), flags=re.I)
    figures = sum(map(str.isdigit, written))
    # few figures among letters are a house's
    if not figures or figures < _LEAST and any(map(str.isalpha, written)) or "@" in written:
        raise ValueError(f"“{written[:60]}” is no number to ring|Write the figures alone, such as `01632 960123`; who answers stands elsewhere.")
    numbers = _NUMBER.findall(written)
    if len(numbers) > 1 or any(sum(map(str.isdigit, number)) > _MOST for number in numbers):
        raise ValueError(f"“{written[:60]}” is more than one number|Write one number here.")
    return written


def _read_email(value: Any) -> Any:
    written = re.sub(r"^mailto:\s*", "", str(value).strip(), flags=re.I)
    if not re.fullmatch(r"[^\s@<>()\"']+@[^\s@<>()\"']+\.[^\s@<>()\"'.]+", written):
        raise ValueError(f"“{written[:60]}” is no address to write to|Write it whole, such as `hello@ours.example`.")
    return written


Phone = Annotated[str, BeforeValidator(_read_phone)]
"""A number to ring, as people write it: `01632 960123`."""
Email = Annotated[str, BeforeValidator(_read_email)]
"""An address to write to, with its `@`."""
ANYBODYS = frozenset(
    (
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.com", "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com",
        "proton.me", "protonmail.com", "gmx.com", "gmx.net", "btinternet.com", "sky.com", "wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl", "gazeta.pl",
    )
)
"""Where anybody may have a mail address, so that one says nothing about another."""
