"""A release holds nothing twice, whatever system it is published on."""

import pytest

from playbook_plugins.model.page import Asset, Audience, Page, Release, alike


def released(*paths: str) -> Release:
    pages = tuple(Page(path, "A", "# A\n") for path in paths if path.endswith(".md"))
    assets = tuple(Asset(path, b"") for path in paths if not path.endswith(".md"))
    return Release(Audience.PUBLIC, "Bikes", "en", pages, assets)


@pytest.mark.parametrize(
    "paths",
    [
        ("a.md", "a.md"),
        ("a.png", "a.png"),
        ("c.md", "c/index.md"),
        ("d.md", "d/index.html"),
        ("d.md", "d.html"),
        ("index.md", "index.html"),
        ("c.md", "C.md"),
        ("c/index.md", "C.md"),
        ("a.png", "A.PNG"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("CAF\u00c9.md", "cafe\u0301.md"),
    ],
)
def test_two_things_at_one_address_are_no_release(paths: tuple[str, str]):
    with pytest.raises(ValueError) as caught:
        released("other.md", *paths)
    assert str(caught.value) == f"two things would stand at the same address: {', '.join(sorted({*paths}))}"


def test_what_only_looks_alike_stands_side_by_side():
    made = released("index.md", "a.md", "a.png", "ab.md", "c/index.md", "c/d.md", "d.md", "index/a.md", "myindex.md", "my.md")
    assert len(made.pages) + len(made.assets) == 10


def test_alike_is_what_a_system_without_upper_case_keeps_in_one_place():
    assert alike("A/É.PNG") == alike("a/e\u0301.png") == "a/é.png"
    assert alike("a/b") != alike("a/c")
