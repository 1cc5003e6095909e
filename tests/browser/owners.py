"""An owner with a browser and nothing else: a shop whose internal site has the form, a folder for the browser to write in, and what she types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

from playwright.sync_api import Locator, Page, expect

from tests.conftest import TODAY, playbook

ANSWERS = ("--name", "Quay Kayaks", "--phone", "01632 960200", "--answers-within", "4 hours")
REPOSITORY = "https://github.com/quay/shop"
_PICKS = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('shop')"
"""The one thing that a browser without windows lacks: somebody who chooses a folder."""
_PUT = """async (files) => {
  const shop = await (await navigator.storage.getDirectory()).getDirectoryHandle("shop", { create: true });
  for (const [path, bytes] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = shop;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await stream.write(new Uint8Array(bytes));
    await stream.close();
  }
}"""
_GET = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else found[path + name] = [...new Uint8Array(await (await entry.getFile()).arrayBuffer())];
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("shop"), "");
  return found;
}"""


def open_shop(folder: Path) -> None:
    """Lay down a shop as `playbook new` does, with the form, and build its internal site in `site/internal`.

    It has no search, which would keep a browser busy longer than all else on the form's page.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    _done(playbook("new", str(folder), *ANSWERS, cwd=folder.parent))
    settings = folder / "docs/playbook/playbook.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("\nsite:\n", f"\nsite:\n  repository: {REPOSITORY}\n"), "utf-8")
    _without(folder / "mkdocs.yml", "  search: {}\n")
    _done(playbook("build", "--audience", "internal", "--out", "site/internal", "--today", str(TODAY), cwd=folder))


def _without(file: Path, line: str) -> None:
    text = file.read_text("utf-8")
    assert line in text
    file.write_text(text.replace(line, ""), "utf-8")


def _done(result: CompletedProcess[str]) -> None:
    assert result.returncode == 0, result.stdout + result.stderr


def prepare(page: Page, host: str, files: Mapping[str, bytes]) -> None:
    """Give a page a folder with files for the day on which it asks for one."""
    page.add_init_script(_PICKS)
    page.goto(f"{host}/robots.txt")
    page.evaluate(_PUT, {path: [*content] for path, content in files.items()})


def texts_of(shop: Path) -> dict[str, bytes]:
    """The shop's texts and settings by their paths."""
    folder = shop / "docs/playbook"
    return {path.relative_to(shop).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass
class Owner:
    """Somebody before the form."""

    page: Page
    before: dict[str, bytes]
    """The files of the folder that her browser may write in."""
    typed: list[str] = field(default_factory=list)

    def box(self, question: str, part: str = "") -> Locator:
        """The box of a question, or one of the boxes below it: `box("What do we do, step by step?", "Step 2: What exactly")`."""
        if part:
            return self.page.get_by_role("group", name=question).get_by_role("textbox", name=part, exact=True)
        return self.page.get_by_role("textbox", name=question).or_(self.page.get_by_role("combobox", name=question))

    def type(self, text: str, question: str, part: str = "") -> None:
        self.box(question, part).fill(text)
        self.typed.append(text)

    def press(self, name: str | re.Pattern[str], *, role: str = "button", within: str = "") -> None:
        place = self.page.get_by_role("group", name=within) if within else self.page
        place.get_by_role(role, name=name, exact=True).first.click()

    def reads(self, name: str) -> None:
        """What she sees as a heading."""
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible()

    def review(self) -> None:
        self.press("Check, and show what will change")

    @property
    def words(self) -> int:
        """How many words she has typed."""
        return len(" ".join(self.typed).split())

    def after(self) -> dict[str, bytes]:
        """The files of the folder as they are now."""
        return {path: bytes(content) for path, content in self.page.evaluate(_GET).items()}

    def changed(self) -> dict[str, bytes]:
        """Those that are new or other than before."""
        return {path: content for path, content in self.after().items() if self.before.get(path) != content}

    def put(self, files: dict[str, bytes]) -> None:
        """Somebody else writes into the folder."""
        self.page.evaluate(_PUT, {path: [*content] for path, content in files.items()})
