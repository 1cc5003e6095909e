"""What stands outside for wording that must stay inside: hashes, and where in the sources each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Hashes of what only staff may read; whoever holds them can recognise it, and cannot read it."""

    marks: Mapping[str, Mapping[bytes, str]] = field(default_factory=dict, hash=False)
    """By what is looked for (`words-6`, `mail`, `amount`, …), each hash with its place in the sources, as `path:line`."""
    coins: tuple[str, ...] = ()
    """What the business's money is called (`gbp`, `pounds`): a number is an amount only beside such a word, or a sign."""
    theirs: frozenset[bytes] = frozenset()
    """Of whole files, as `whole` hashes them, that come with the engine and hold nothing of ours."""

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return any(self.marks.values())


def whole(content: bytes) -> bytes:
    """What stands for a file, byte for byte."""
    return sha256(content).digest()
