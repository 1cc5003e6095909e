"""Where a site's settings name what may ask anything, nobody says that all that decides the site is known."""

import pytest

from playbook_plugins.engines.mkdocs.foreseen import files
from tests.cli.test_build import FIVE, STAFF


def test_the_usual_settings_are_known_with_what_they_inherit_and_the_themes_folder(write):
    shop = write({"mkdocs.yml": FIVE.replace("font: false", "font: false, custom_dir: look"), "mkdocs.internal.yml": STAFF}, folder="shop")
    assert files(shop / "mkdocs.internal.yml") == (shop / "mkdocs.internal.yml", shop / "mkdocs.yml", shop / "look")
    assert files(shop / "mkdocs.yml") == (shop / "mkdocs.yml", shop / "look")
    assert files(None) == ()


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [hook.py]\n",
        "site_author: !ENV AUTHOR\n",
        "extra: {homepage: !!python/name:os.name }\n",
        "nav: [\n",
        "theme: {name: mkdocs}\n",
        "theme: readthedocs\n",
        "plugins: [search, macros]\n",
        "plugins: {search: {}, git-revision-date: {}}\n",
        "plugins: {search: {jieba_dict: words.txt}}\n",
        "plugins: [{playbook: {audience: internal}}, blog]\n",
        "markdown_extensions: [pymdownx.snippets]\n",
        "markdown_extensions: {pymdownx.blocks.html: {}}\n",
        "markdown_extensions: [mine]\n",
    ],
)
def test_what_may_ask_anything_is_never_taken_for_known(more, write):
    name = more.partition(":")[0]
    plain = "".join(line for line in FIVE.splitlines(keepends=True) if not line.startswith(f"{name}:"))
    shop = write({"mkdocs.yml": plain, "staff.yml": STAFF}, folder="shop")
    assert files(shop / "mkdocs.yml") and files(shop / "staff.yml")
    (shop / "mkdocs.yml").write_text(plain + more, "utf-8")
    assert files(shop / "mkdocs.yml") is None and files(shop / "staff.yml") is None
    assert files(shop / "nowhere.yml") is None
