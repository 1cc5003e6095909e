"""What the field in the file for a pocket finds situations by: the words of those that the file holds, and of no others."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

BEFORE, BEHIND = "window.playbookSituations = ", ";\n"
"""What stands around the words in the script of the site (`pages/internal/situations.py`)."""
_FOLDER = "policies/"


class LeadingWords:
    """The words of all situations, as the site has them: of each, what it takes to find it."""

    def __init__(self, script: bytes) -> None:
        self.told = json.loads(script.decode("utf-8").removeprefix(BEFORE).removesuffix(BEHIND)) if script else {}
        self.numbers = {f"{_FOLDER}{name}.md": number for number, (name, _, _) in enumerate(self.told.get("cards", ()))}
        self.lines = [(phrase, which.split(",")) for phrase, _, which in (line.partition("=") for line in self.told.get("index", "").split(";")) if phrase]
        self.counted: set[str] = set()
        self.own: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for phrase, which in self.lines:
            for one in which:
                self.own[one.partition(":")[0]].append((phrase, len(one) + 1))

    def room(self) -> int:
        """Bytes of what speaks for a whole topic, about: the file has it once, however many situations it holds."""
        shared = {phrase: which for phrase, which in self.lines if which[0].startswith("g")}
        self.counted = {*shared}
        return sum(_size(phrase) + 2 + sum(len(one) + 1 for one in which if one.startswith("g")) for phrase, which in shared.items()) + sum(_size(said) for name, said in self.told.items() if name not in ("cards", "index"))

    def more(self, path: str) -> int:
        """Bytes that it takes to find one page more, about."""
        if path not in self.numbers:
            return 0
        number = self.numbers[path]
        own = self.own[str(number)]
        new = [phrase for phrase, _ in own if phrase not in self.counted]
        self.counted.update(new)
        return _size(json.dumps(self.told["cards"][number], ensure_ascii=False)) + sum(size for _, size in own) + sum(_size(phrase) + 2 for phrase in new)

    def script(self, held: Collection[str]) -> str:
        """The script with the words for the pages held; empty where there is nothing to find."""
        kept = {number: place for place, number in enumerate(number for path, number in self.numbers.items() if path in held)}
        if not kept:
            return ""
        cards = [self.told["cards"][number] for number in kept]
        ways = {f"g{group}": f"g{group}" for _, _, group in cards} | {str(number): str(place) for number, place in kept.items()}
        found = {**self.told, "cards": cards, "index": ";".join(self._led(ways)), "heard": ";".join(line for line in self.told["heard"].split(";") if f"g{_group(line)}" in ways)}
        return f"{BEFORE}{json.dumps(found, ensure_ascii=False, separators=(',', ':'))}{BEHIND}"

    def _led(self, ways: Mapping[str, str]) -> Iterator[str]:
        """The lines of the index that lead somewhere, by the numbers of the file."""
        for phrase, which in self.lines:
            led = [f"{ways[way]}:{weight}" for way, _, weight in (one.partition(":") for one in which) if way in ways]
            if led:
                yield f"{phrase}={','.join(led)}"


def _group(line: str) -> str:
    return line.partition("=")[0].partition(":")[2]


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
