"""What has become of findings from one look at a playbook to the next."""

from collections import Counter
from collections.abc import Iterable

from playbook_plugins.model.finding import Finding


def apart(those: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    """Those findings that are not among the others, wherever they have moved within their file."""
    left = Counter(map(_same, others))
    found = []
    for finding in those:
        if left[_same(finding)]:
            left[_same(finding)] -= 1
        else:
            found.append(finding)
    return found


def counted(mended: int, new: int, *, left: int) -> str:
    """`1 finding mended, 1 new; 3 left.`"""
    parts = [f"{mended} finding{'s' * (mended > 1)} mended"] if mended else []
    if new:
        parts.append(f"{new} new" if mended else f"{new} new finding{'s' * (new > 1)}")
    return f"{', '.join(parts) or 'nothing new to mend'}; {left or 'nothing'} left."


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.place.path, finding.rule, finding.message
