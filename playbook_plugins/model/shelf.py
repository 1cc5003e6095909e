"""Where things are kept by content, from one run to the next; what is not kept is worked out anew."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Any, Protocol


class Shelf(Protocol):
    """What keeps things; each has its `shelf` and a key made of all that decides it."""

    def get(self, shelf: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """What is kept under these keys."""

    def put(self, shelf: str, values: Mapping[bytes, bytes], *, most: int = 0) -> None:
        """Keep these; `most` is how many of a shelf stay (0: all)."""

    def value(self, shelf: str, key: bytes, make: Callable[[], Any], *, most: int = 0) -> Any:
        """What `make` gives, kept from the last time."""


def key(*parts: object) -> bytes:
    """A key made of these parts, as they show themselves."""
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
