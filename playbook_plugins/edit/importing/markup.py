"""HTML that stands in Markdown → Markdown: lists, tables, links and headings as such, and of all else the words."""

import html
import re

from playbook_plugins.edit.importing.elements import APART, INLINE, KNOWN, MARKED, RUNNING, WHOLE, Element, address, fenced, marked, wrapped
from playbook_plugins.read.openings import TAG

_TOKEN = re.compile(rf"(?<!\\)(?:<!--.*?-->|(?P<tag>{TAG}))", re.ASCII | re.DOTALL)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_DEEPEST = 8
"""How far lists in one another stand in, of which a reader takes ten."""
_TAGS = re.compile(TAG, re.ASCII)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PIPE = re.compile(r"(?<!\\)\|")


def plain_markdown(text: str, *, picture: str) -> str:
    """The text with its HTML as Markdown; `picture` is what a picture without words is called.

    Comments stay, what no page may run becomes code, and a tag that HTML does
    not know (`<name>`) is taken for words.
    """
    writer = _Writer(picture)
    at = 0
    while found := _TOKEN.search(text, at):
        writer.words(text[at : found.start()])
        at = found.end()
        if found["tag"] is None:
            writer.put(found[0])
        else:
            at = writer.tag(found[0], text, at)
    writer.words(text[at:])
    return writer.all()


class _Writer:
    """Markdown while tags and words come in."""

    def __init__(self, picture: str) -> None:
        self.picture = picture
        self.frames = [Element()]
        self.lists: list[str] = []
        self.rows: list[list[str]] | None = None
        self.endless: set[str] = set()
        """Elements to be kept whole whose end never comes."""
        self.fresh = False
        """Whether nothing stands behind the last block yet."""

    def put(self, text: str) -> None:
        """Write this where the text has come to; between the cells of a table, as a row of its own."""
        self.fresh = self.fresh and not text.strip()
        if self.rows is None or len(self.frames) > 1:
            self.frames[-1].parts.append(text)
        elif text.strip():
            self.rows.append([" ".join(text.split())])

    def words(self, text: str) -> None:
        """What stands between two tags."""
        if self.fresh and len(self.frames) == 1 and not self.lists and self.rows is None:
            # what stands in after a tag does so for its own sake, and is no code
            text = text.lstrip()
        if not text:
            return
        self.fresh = False
        if re.search(r"\n(?:#{1,6} |(?=\ufdd0)|[ \t]*\n(?=[^\s<]))", text):
            # Markdown of its own begins here: what is still open was never closed
            head, tail = self._parted(text)
            self._put_in_list(head)
            self._end_all()
            self.put(tail)
        else:
            self._put_in_list(text)

    @staticmethod
    def _parted(text: str) -> tuple[str, str]:
        at = re.search(r"\n(?:#{1,6} |(?=\ufdd0)|[ \t]*\n(?=[^\s<]))", text).start()  # somebody has looked
        return text[:at], text[at:]

    def _put_in_list(self, text: str) -> None:
        if self.lists and not text.strip():
            self.put(" ")
        elif self.lists:
            self.put(re.sub(r"\s*\n[ \t]*", "\n" + self._pad(), text))
        else:
            self.put(text)

    def tag(self, tag: str, text: str, at: int) -> int:
        """Take a tag that ends at `at`; where to go on."""
        name = _NAME.match(tag)[1].lower()  # it is a tag
        closing = tag.startswith("</")
        if name not in KNOWN:
            self.put("\\" + tag)
        elif name in WHOLE:
            return self._whole(name, tag, text, at)
        elif closing:
            self._close(name)
        else:
            self._begin(name, tag)
        return at

    def _whole(self, name: str, tag: str, text: str, at: int) -> int:
        """What is kept letter by letter, up to its own end."""
        alone = tag.startswith("</") or tag.endswith("/>") or name in self.endless
        end = None if alone else re.compile(rf"</{name}\s*>", re.I).search(text, at)
        if end is None:
            # what was looked for in vain is not looked for again
            self.endless.add(name)
            self.put("\\" + tag)
            return at
        inner = html.unescape(_TAGS.sub(_unknown, text[at : end.start()])) if name == "pre" else text[at - len(tag) : end.end()]
        self._break()
        self.put(f"{fenced(inner.strip(chr(10)), '' if name == 'pre' else 'html')}\n\n")
        return end.end()

    def _begin(self, name: str, tag: str) -> None:
        attributes = {found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(tag)}
        if name in ("ul", "ol"):
            self._break("\n" if self.lists else "\n\n")
            self.lists.append(name)
        elif name == "li":
            mark = "1. " if self.lists and self.lists[-1] == "ol" else "- "
            self._break("\n")
            self.put(self._pad(-1) + mark)
        elif name == "table":
            self._end_table()
            self._break()
            self.rows = []
        elif name == "tr" and self.rows is not None:
            self._close_cell()
            self.rows.append([])
        elif name == "br":
            self.put(" " if self._open("td", "th", *(f"h{n}" for n in range(1, 7))) else "<br>" if self._in_row() else "\\\n" + self._pad())
        elif name == "hr":
            self._break()
            self.put("---\n\n")
        elif name == "img":
            self.put(f"![{attributes.get('alt') or self.picture}]({address(attributes.get('src', ''))})")
        elif name in APART:
            self._break()
        elif name in INLINE:
            if name in ("td", "th", "caption"):
                self._close_cell()
            self.frames.append(Element(name, attributes))
        elif name not in RUNNING:
            self.put(" ")

    def _pad(self, more: int = 0) -> str:
        return "  " * min(len(self.lists) + more, _DEEPEST)

    def _in_row(self) -> bool:
        """Whether the line that is being written may be the row of a Markdown table."""
        line = "".join(self.frames[-1].parts[-8:]).rpartition("\n")[2]
        return "|" in line

    def _open(self, *names: str) -> bool:
        return any(frame.tag in names for frame in self.frames)

    def _close(self, name: str) -> None:
        if name in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self._break("\n" if self.lists else "\n\n")
        elif name == "table":
            self._end_table()
        elif name in APART:
            self._break()
        elif name in INLINE and self._open(name):
            while self.frames[-1].tag != name:
                self._unwrap()
            frame = self.frames.pop()
            self._closed(frame)
        elif name not in RUNNING:
            self.put(" ")

    def _closed(self, frame: Element) -> None:
        content = "".join(frame.parts)
        if frame.tag in ("td", "th", "caption"):
            cell = " ".join(content.split())
            if self.rows is None:
                self.put(f" {cell} ")
            elif frame.tag == "caption" or not self.rows:
                self.rows.append([cell])
            else:
                self.rows[-1].append(cell)
        elif frame.tag[0] == "h" and frame.tag[1:].isdigit():
            self._break()
            self.put(f"{'#' * int(frame.tag[1])} {' '.join(content.split())}\n\n")
        elif frame.tag in ("summary", "dt"):
            self._break()
            self.put(f"{wrapped(' '.join(content.split()), '**')}\n\n")
        else:
            self.put(marked(frame, content))

    def _close_cell(self) -> None:
        if self._open("td", "th", "caption"):
            while self.frames[-1].tag not in ("td", "th", "caption"):
                self._unwrap()
            self._closed(self.frames.pop())

    def _unwrap(self) -> None:
        """End an element that was never closed: only what it holds is left of it."""
        frame = self.frames.pop()
        content = "".join(frame.parts)
        # what stands on a line of its own does not run into the word before it
        self.put(content if frame.tag in MARKED else f" {content}")

    def _end_table(self) -> None:
        self._close_cell()
        while self.rows is not None and len(self.frames) > 1:
            self._unwrap()
        rows, self.rows = [row for row in self.rows or () if row], None
        if not rows:
            return
        width = max(map(len, rows))
        cells = [[_PIPE.sub(r"\|", cell) for cell in (*row, *[""] * (width - len(row)))] for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in cells]
        self._break()
        self.put("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]) + "\n\n")

    def _end_all(self) -> None:
        self._end_table()
        while len(self.frames) > 1:
            self._unwrap()
        self.lists.clear()

    def _break(self, gap: str = "\n\n") -> None:
        """Begin a new block."""
        if self._open("td", "th", "a", "summary", "dt", *(f"h{n}" for n in range(1, 7))):
            self.put(" ")
        else:
            while len(self.frames) > 1:
                self._unwrap()
            self.put(gap)
            self.fresh = True

    def all(self) -> str:
        self._end_all()
        return "".join(self.frames[0].parts)


def _unknown(found: re.Match[str]) -> str:
    """A tag that HTML does not know, as the words that it is; of others nothing."""
    return "" if _NAME.match(found[0])[1].lower() in KNOWN else found[0]  # a tag has a name
