"""A playbook of any size for measuring: the worked example, and as many more texts of its kinds as are asked for.

    python -m benchmarks.playbooks FOLDER 1000 [--project]

The first texts are the worked example's own, in its first language, so that
whatever a playbook must hold is there. The others come in the shares of
`SHARES`: what a business writes one by one (policies with their words to say
and their cases) grows with it, what it says about itself (principles,
promises, roles) hardly does. Lengths are those of real policies, 350 to 500
words; scripts and cases are as short as the example's. The same number gives
the same bytes, and the first texts of a larger playbook are a smaller one's.

With `--project`, FOLDER becomes a whole project: the playbook in
`docs/playbook`, the settings of both sites, and a history in which texts come
a few at a time, and every fourth is mended later.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "playbook"
SETTINGS = ("mkdocs.yml", "mkdocs.internal.yml")
"""The settings of both sites, which a project takes over from the worked example."""
TODAY = "2026-11-22"
"""A day on which no text is overdue for a review."""
SHARES = (("policies", 40), ("scripts", 24), ("scenarios", 18), ("pages", 9), ("principles", 4), ("roles", 3), ("promises", 2))
"""How many of a hundred generated texts are of each kind."""
_SINGLE = {"policies": "case", "scripts": "words", "scenarios": "day", "pages": "page", "principles": "belief", "roles": "keeper", "promises": "promise"}
_ROUND = sum(share for _, share in SHARES)

_WHO = ("the person at the counter", "whoever rang", "a neighbour", "a regular", "somebody new", "the family", "the rider", "a parent", "the caretaker", "a student")
_THING = ("bell", "pump", "front wheel", "brake cable", "saddle", "lamp", "chain", "pannier", "stand", "lock", "gear lever", "child seat", "trailer", "mudguard", "basket", "kickstand")
_PLACE = ("at the bench", "by the door", "in the yard", "at the till", "on the stairs", "under the awning", "by the kettle", "beside the rack", "at the window", "next to the stand")
_TIME = ("before noon", "by four", "the same day", "on Monday", "before the door shuts", "within the hour", "after the rain", "in the first week", "by Friday", "at the end of the shift")
_DO = ("look up and put down the spanner", "write the name on the card", "fetch the other key", "ring the supplier", "carry it to the door", "say what it will cost", "note the frame number",
       "show where the noise comes from", "pour the tea", "hold the door", "count the parts once more", "read the label aloud", "set the saddle", "wipe the bars", "lend the yard bike")
_WHY = ("because the note was hard to read", "so that nobody has to ask twice", "since they rode a long way", "so that the next shift knows", "because the part came late",
        "since it rained all morning", "so that the price holds", "because two dates looked alike", "since the shop was full", "so that they can plan their day")
_FOR_THEM = ("overnight", "for a week", "while you travel", "until your street is mended", "all winter", "as long as it takes", "for the summer", "until payday")
_AND = ("and nobody hurries you", "dry and locked", "under a roof", "and it costs nothing", "as your neighbours do", "and ride home on ours", "as many have", "whatever it weighs")
_VERBS = ("Ring", "Write", "Look", "Bring", "Show", "Tell", "Fetch", "Note", "Carry", "Hold", "Set", "Ask")
_BASES = tuple(sorted(file.stem for file in (EXAMPLE / "policies").glob("*.md")))
_ROLES = ("front-desk", "mechanic", "workshop-lead", "owner")


def write(folder: Path, documents: int) -> None:
    """Write a playbook of so many documents into an empty folder `folder`; at least the worked example's."""
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(file.relative_to(EXAMPLE) for file in EXAMPLE.rglob("*.md") if not _translated(file))
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(EXAMPLE / name, folder / name)
    settings = (EXAMPLE / "playbook.yml").read_text("utf-8")
    (folder / "playbook.yml").write_text("".join(line for line in settings.splitlines(keepends=True) if not line.startswith(("  langs:", "  edit_form:"))), encoding="utf-8")
    for place, number in _places(documents - len(names)):
        (folder / place / f"{_name(place, number)}.md").write_text(text(place, number), encoding="utf-8")


def project(root: Path, documents: int) -> Path:
    """Write a whole project with a history into an empty folder `root`, and give the folder of its playbook."""
    folder = root / "docs" / "playbook"
    write(folder, documents)
    (root / "docs" / "public").mkdir()
    for name in SETTINGS:
        shutil.copyfile(ROOT / name, root / name)
    (root / ".gitignore").write_text("/site/\n", encoding="utf-8")
    _git(root, "init", "--quiet", "--initial-branch=main")
    _git(root, "fast-import", "--quiet", given=b"".join(_commits(root)))
    _git(root, "reset", "--quiet")
    return folder


def _commits(root: Path) -> Iterator[bytes]:
    """The history of a project, as `git fast-import` takes it."""
    files = sorted((file for file in root.rglob("*") if file.is_file() and ".git" not in file.parts), key=lambda file: (_number(file), file))
    begun = [file for file in files if _number(file) < 0]
    later = files[len(begun) :]
    edits = [[(file, file.read_bytes()) for file in begun]]
    for start in range(0, len(later), _AT_ONCE):
        edits.append([(file, _unfinished(file)) for file in later[start : start + _AT_ONCE]])
        mended = [(file, file.read_bytes()) for file in later[max(0, start - 3 * _AT_ONCE) : start] if not _number(file) % 4]
        if start % (3 * _AT_ONCE) == 0 and mended:
            edits.append(mended)
    edits.append([(file, file.read_bytes()) for file in later if _unfinished(file) != file.read_bytes()])
    first, last = (datetime(2026, month, 1, 9, tzinfo=UTC).timestamp() for month in (1, 8))
    for number, edit in enumerate(edits):
        when = int(first + (last - first) * number / len(edits))
        said = f"Texts, edit {number}".encode()
        yield b"commit refs/heads/main\ncommitter The owner <owner@example.org> %d +0000\ndata %d\n%s\n" % (when, len(said), said)
        for file, content in edit:
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (file.relative_to(root).as_posix().encode(), len(content), content)


_AT_ONCE = 6
"""Texts that come in one edit."""


def _number(file: Path) -> int:
    """The number of a generated text; below nought for what was there from the beginning."""
    match = re.fullmatch(r"[a-z]+-(\d{5})", file.stem)
    return int(match[1]) if match else -1


def _unfinished(file: Path) -> bytes:
    """A text as it stood in the first edit: every fourth without its last line."""
    content = file.read_bytes()
    return content[: content.rstrip().rfind(b"\n") + 1] if not _number(file) % 4 else content


def _git(root: Path, *words: str, given: bytes | None = None) -> None:
    subprocess.run(["git", "-C", str(root), *words], input=given, check=True)


def text(place: str, number: int) -> str:
    """The text of one generated document, by its folder and its number in it."""
    return _Author(place, number).text()


def _translated(file: Path) -> bool:
    return "." in file.stem


def _places(count: int) -> Iterator[tuple[str, int]]:
    """Folder and number of each generated document, mixed so that a smaller playbook begins a larger one."""
    written = dict.fromkeys((place for place, _ in SHARES), 0)
    for number in range(1, count + 1):
        place = max(SHARES, key=lambda row: row[1] * number / _ROUND - written[row[0]])[0]
        yield place, written[place]
        written[place] += 1


def _name(place: str, number: int) -> str:
    return f"{_SINGLE[place]}-{number:05}"


class _Author:
    """Writes one document; everything that varies comes from its folder and number."""

    def __init__(self, place: str, number: int) -> None:
        self.place, self.number, self.random = place, number, Random(f"{place} {number}")

    def text(self) -> str:
        return getattr(self, f"_{self.place}")()

    def _one(self, choices: tuple[str, ...]) -> str:
        return self.random.choice(choices)

    def _sentence(self) -> str:
        one = self._one
        number = self.random.randint(2, 999)
        shape = self.random.randrange(4)
        if shape == 0:
            return f"When {one(_WHO)} stands {one(_PLACE)}, {one(_DO)} {one(_TIME)}, {one(_WHY)}."
        if shape == 1:
            return f"The {one(_THING)} of job {number} waits {one(_PLACE)} {one(_WHY)}."
        if shape == 2:
            return f"{one(_DO).capitalize()} {one(_TIME)}, {one(_WHY)}, and {one(_DO)}."
        return f"Shelf {number} has the {one(_THING)} for {one(_WHO)}; {one(_DO)} {one(_TIME)}."

    def _said(self, words: int) -> str:
        """Prose for everybody, which shares no run of words with what only staff read."""
        one, said = self._one, ""
        while len(said.split()) < words:
            number = self.random.randint(2, 9999)
            said += f"You may leave your {one(_THING)} ({number}) with us {one(_FOR_THEM)}, {one(_AND)}.\n"
        return said.strip()

    def _prose(self, words: int) -> str:
        said: list[str] = []
        while sum(len(sentence.split()) for sentence in said) < words:
            said.append(self._sentence())
        return "\n".join(said)

    def _link(self) -> str:
        """A link to a policy of about the same age, so that every playbook holds both ends."""
        other = self.random.randint(max(0, self.number - 30), self.number)
        up = "" if self.place == "policies" else "../policies/"
        return f"[the {self._one(_THING)} case]({up}{_name('policies', other)}.md)"

    def _of(self, share: float) -> str:
        """A policy that was written no later than this text; none that sends people on, which asks for words of its own."""
        number = self.random.randint(0, int(self.number * share))
        return _name("policies", number - (_BASES[number % len(_BASES)] == "not-for-us"))

    def _head(self, *lines: str) -> str:
        day = f"2026-{self.random.randint(9, 10):02}-{self.random.randint(1, 28):02}"
        return "\n".join(("---", *lines, f"reviewed: {day}", "---"))

    def _policies(self) -> str:
        """A policy of the example, so that all its topic asks for is there, in other words and at a real one's length."""
        base = _BASES[self.number % len(_BASES)]
        lines: list[str] = []
        for line in (EXAMPLE / "policies" / f"{base}.md").read_text("utf-8").splitlines():
            if line.startswith("also_said:"):
                line = f"also_said: [the {self._one(_THING)} number {self.number} is loose, it squeaks {self.number}, no {self._one(_THING)} came with {self.number}]"
            elif line.startswith("# "):
                line = f"# The {self._one(_THING)} of shelf {self.number}\n\n{self._prose(15)}"
            elif re.match(r"\d+\. ", line):
                line = f"{line} {self._sentence()}"
            elif line.startswith("> ") and base != "not-for-us" and self.random.random() < 0.5:
                line = f"{line}\n>\n> {self._sentence()}"
            elif line.startswith("- No") or (line.startswith("covers:") and self.number >= len(_BASES)):
                continue
            elif line == "## Don't":
                line = f"## Don't\n\n- Never argue, whatever the {self._one(_THING)} cost.\n- No wheel {self.number} before theirs."
            lines.append(line)
        ticks = "\n".join(f"- [ ] {self._sentence()}" for _ in range(4))
        text = "\n".join(lines)
        return f"{text}\n\n## Before they go\n\n{ticks}\n\n**Mind:** {self._sentence()}\n\nIt was like this in {self._link()} and {self._link()}.\n\n{self._prose(30)}\n"

    def _scripts(self) -> str:
        head = self._head(f"of: {self._of(1.6)}", f"channel: {self._one(('phone', 'email', 'card'))}", "how_often: once", "counts: no")
        return f"{head}\n# Words about {self._one(_THING)} {self.number}\n\n> Hello [name], here is [your name]. {self._sentence()}\n>\n> How is it holding? {self._sentence()}\n\n## Notes\n\n{self._prose(15)}\n"

    def _scenarios(self) -> str:
        choices = "\n".join(
            f"  - say: \"{self._sentence()}\"\n    why: \"{self._sentence()}\"" + ("\n    best: true" if number == 1 else "") for number in range(3)
        )
        head = self._head(f"of: {self._of(2.2)}", "choices:", *choices.split("\n"))
        return (
            f"{head}\n# The day of the {self._one(_THING)}, number {self.number}\n\n## What happened\n\n{self._prose(45)}\n\n"
            f"## What we did\n\n{self._prose(40)} It went as in {self._link()}.\n\n## What we learned\n\n{self._prose(20)}\n"
        )

    def _pages(self) -> str:
        points = "\n".join(f"- {self._sentence()}" for _ in range(6))
        return f"{self._head(f'owner: {self._one(_ROLES)}')}\n# Page {self.number} on the {self._one(_THING)}\n\n{self._prose(60)}\n\n## In short\n\n{points}\n\n{self._prose(30)} More in {self._link()}.\n"

    def _principles(self) -> str:
        public = self.number % 3 == 0
        head = self._head("audience: public") if public else self._head()
        if public:
            return f"{head}\n# Your {self._one(_THING)} is welcome, and so are its {self.number} friends\n\n{self._said(45)}\n"
        return f"{head}\n# Each {self._one(_THING)} counts, number {self.number}\n\n{self._prose(45)}\n"

    def _roles(self) -> str:
        head = self._head(f"may_spend: {self.random.randint(10, 40)}", "may_take: 20 minutes", "above: owner")
        return f"{head}\n# Keeper of shelf {self.number}\n\n{self._prose(40)}\n"

    def _promises(self) -> str:
        return f"{self._head('kept_by: {before-we-start: price}')}\n# Ask to see any {self._one(_THING)}, ticket {self.number} too\n\n{self._said(15)}\n"


if __name__ == "__main__":
    (project if "--project" in sys.argv else write)(Path(sys.argv[1]), int(sys.argv[2]))
