"""Where each page stands, and where the links between documents lead."""

import posixpath
import re
from io import BytesIO

import pytest
from PIL import Image

from playbook_plugins.model.page import Audience
from playbook_plugins.pages.addresses import address, links_from, picture_address, relative
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import ROOT

FIT = (ROOT / "tests" / "golden" / "smallest" / "docs" / "playbook" / "fit.md").read_text("utf-8")
SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
POLICY = "---\ntopic: recovery\nthey_leave_feeling: heard\n---\n# It went wrong\n\nSee [our page](../fit.md#how-to-start), [the answer](../promises/answer.md), [who](../roles/guide.md), [why](../principles/open.md).\n\n![Steps](steps.png) ![Plan](../../public/plan.png)\n\n## What to do\n\n1. **Listen** first.\n\n## Don't\n\n- Argue.\n"
STREAM = BytesIO()
Image.new("RGB", (8, 6), "teal").save(STREAM, "JPEG")
FILES = {
    "docs/playbook/playbook.yml": SETTINGS,
    "docs/playbook/fit.md": FIT + "\nSee [what we mean](promises/answer.md), [who else](partners.md), [why](principles/open.md), [small print](../public/small-print.md#a-b).\n\n![The quay](../public/quay.jpg)\n",
    "docs/playbook/fit.pl.md": "# Po polsku\n\n[To](promises/answer.md), [oni](partners.md), [tak](principles/open.md), [drobny druk](../public/small-print.md).\n",
    "docs/playbook/promises/answer.pl.md": "---\nkept_by: {wrong: listen}\n---\n# Wysłuchamy Cię\n\n[Wierzymy w to](../principles/open.md), i [oni też](../partners.md).\n",
    "docs/playbook/principles/open.pl.md": "---\naudience: public\n---\n# Mówimy to\n\nJak na [naszej stronie](../fit.md).\n",
    "docs/playbook/partners.md": "---\npartners:\n  - {name: Milldam Rapids, url: https://rapids.example, good_at: white water, checked: 2026-10-01}\n---\n# Who else\n\nBack to [us](fit.md).\n",
    "docs/playbook/promises/answer.md": "---\nkept_by: {wrong: listen}\n---\n# You are heard\n\nAs [we believe](../principles/open.md).\n",
    "docs/playbook/policies/wrong.md": POLICY,
    "docs/playbook/policies/wrong.pl.md": POLICY.replace("It went wrong", "Źle"),
    "docs/playbook/scripts/sorry.md": "---\nof: wrong\nchannel: phone\n---\n# Sorry\n\n> We are sorry.\n",
    "docs/playbook/scenarios/leak.md": "---\nof: wrong\n---\n# A leak\n\n## What happened\n\nIt leaked.\n",
    "docs/playbook/roles/guide.md": "---\nmay_spend: 20\n---\n# Guide\n\nSee [it went wrong](../policies/wrong.md).\n",
    "docs/playbook/money.md": "---\nmake_it_right: 100\nmake_it_right_hours: 10\nusual_sale: 20\ntimes_a_year: 2\nyears: 3\n---\n# Money\n",
    "docs/playbook/lessons.md": "# Lessons\n\n| When | What | Why | Change | Who | Done |\n| --- | --- | --- | --- | --- | --- |\n| May | A leak | Old | See [it](policies/wrong.md) | guide | no |\n",
    "docs/playbook/gestures.md": "# Gestures\n\nTea.\n",
    "docs/playbook/principles/open.md": "---\naudience: public\n---\n# We say so\n\nAs in [our page](../fit.md).\n",
    "docs/playbook/principles/ours.md": "# Between us\n\nAs in [the open one](open.md).\n",
    "docs/playbook/pages/home.md": "# What now?\n",
    "docs/playbook/pages/shed.md": "# The shed\n",
    "docs/playbook/principles/draft.md": "---\nstatus: draft\naudience: public\n---\n# Not yet\n\n![Draft](../../public/draft.png)\n",
    "docs/playbook/pages/about.md": "---\naudience: public\n---\n# About us\n",
    "docs/public/small-print.md": "# Small print\n",
    "docs/public/quay.jpg": STREAM.getvalue(),
    "docs/public/plan.png": b"plan",
    "docs/public/draft.png": b"draft",
    "docs/public/unused.png": b"unused",
    "docs/playbook/policies/steps.png": b"steps",
    "docs/playbook/policies/plan.svg": b"<svg/>",
}
ADDRESSES = {
    # as ARCHITECTURE has them: people link to these
    "docs/playbook/fit.md": ("index.md", "public/index.md"),
    "docs/playbook/fit.pl.md": ("pl/index.md", "public/pl/index.md"),
    "docs/playbook/partners.md": ("partners.md", "public/partners.md"),
    "docs/playbook/promises/answer.md": ("promises.md#answer", "public/promises.md#answer"),
    "docs/playbook/promises/answer.pl.md": ("pl/promises.md#answer", "public/pl/promises.md#answer"),
    "docs/playbook/principles/open.pl.md": ("principles/open.pl.md", "principles/open.pl.md"),
    "docs/playbook/principles/open.md": ("principles/open.md", "principles/open.md"),
    "docs/playbook/principles/draft.md": "---\nstatus: draft\naudience: public\n---\n# Not yet\n\n![Draft](../../public/draft.png)\n",
    "docs/playbook/principles/draft.md": ("principles/draft.md", "principles/draft.md"),
    "docs/playbook/pages/about.md": ("pages/about.md", "public/pages/about.md"),
    "docs/public/small-print.md": ("small-print.md", "public/small-print.md"),
    "docs/playbook/policies/wrong.md": (None, "policies/wrong.md"),
    "docs/playbook/policies/wrong.pl.md": (None, "policies/wrong.pl.md"),
    "docs/playbook/scripts/sorry.md": (None, "scripts/sorry.md"),
    "docs/playbook/scenarios/leak.md": (None, "scenarios/leak.md"),
    "docs/playbook/roles/guide.md": (None, "roles/guide.md"),
    "docs/playbook/money.md": (None, "money.md"),
    "docs/playbook/lessons.md": (None, "lessons.md"),
    "docs/playbook/gestures.md": (None, "gestures.md"),
    "docs/playbook/principles/ours.md": (None, "principles/ours.md"),
    "docs/playbook/pages/home.md": (None, "index.md"),
    "docs/playbook/pages/shed.md": (None, "pages/shed.md"),
}
"""By file: its page on the public site, and on the internal one."""
LINK = re.compile(r"\]\(([^()\s]+)")


@pytest.fixture(scope="module")
def playbook(tmp_path_factory):
    root = tmp_path_factory.mktemp("quay")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_playbook(root / "docs" / "playbook", root=root, public=root / "docs" / "public")


def test_every_document_has_its_address(playbook):
    assert {document.path for document in playbook.documents} == set(ADDRESSES)
    for path, (_, internal) in ADDRESSES.items():
        assert address(playbook.at(path), playbook, Audience.INTERNAL) == internal


@pytest.mark.parametrize("path", [path for path, (public, _) in ADDRESSES.items() if public])
def test_a_public_document_has_its_public_address(path, playbook):
    assert address(playbook.at(path), playbook, Audience.PUBLIC) == ADDRESSES[path][0]


@pytest.mark.parametrize("audience", Audience)
def test_every_page_is_at_an_address_that_the_map_knows(audience, playbook):
    known = {path.partition("#")[0] for pair in ADDRESSES.values() for path in pair if path}
    known |= {f"public/{public.partition('#')[0]}" for public, _ in ADDRESSES.values() if public}
    known |= {f"{list}/index.md" for list in ("policies", "scripts", "learn", "scenarios", "roles", "principles", "owner", "tell", "counter")}
    paths = [page.path for page in release(playbook, audience).pages if not page.path.startswith(("writing/", "checklist/"))]
    assert set(paths) <= known
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("audience", Audience)
def test_every_link_on_a_page_leads_to_a_page_or_a_picture_of_the_same_site(audience, playbook):
    found = release(playbook, audience)
    there = {page.path for page in found.pages} | {asset.path for asset in found.assets}
    lost = []
    for page in found.pages:
        if page.kind in ("manual", "rule"):
            continue
        for target in LINK.findall(page.body):
            path = target.partition("#")[0]
            if path and not re.match(r"[a-z]+:", target) and posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path)) not in there:
                lost.append((page.path, target))
    assert lost == []


def test_links_between_documents_lead_to_their_pages(playbook):
    def led(path: str, target: str, audience: Audience) -> str | None:
        return links_from(playbook.at(path), playbook, audience)(target)

    policy, fit = "docs/playbook/policies/wrong.md", "docs/playbook/fit.md"
    inside, outside = Audience.INTERNAL, Audience.PUBLIC
    assert led(policy, "../fit.md#how-to-start", inside) == "../public/index.md#how-to-start"
    assert led(policy, "../promises/answer.md", inside) == "../public/promises.md#answer"
    assert led(policy, "../principles/open.md", inside) == "../principles/open.md"
    assert led(policy, "steps.png", inside) == "../files/policies/steps.png"
    assert led(fit, "promises/answer.md", outside) == "promises.md#answer"
    assert led(fit, "../public/small-print.md#a-b", outside) == "small-print.md#a-b"
    assert led(fit, "../public/quay.jpg", outside) == "quay.jpg"
    assert led(fit, "../public/quay.jpg", inside) == "quay.jpg"
    assert led(fit, "https://rapids.example", outside) is None
    assert led(fit, "nowhere.md", outside) == "#"
    assert led("docs/playbook/principles/open.md", "../fit.md", outside) == "../index.md"


def test_links_lead_to_the_same_language_where_it_is_written(playbook):
    def led(path: str, target: str, audience: Audience = Audience.PUBLIC) -> str | None:
        return links_from(playbook.at(f"docs/playbook/{path}"), playbook, audience)(target)

    assert led("fit.pl.md", "promises/answer.md") == "promises.md#answer"
    assert led("fit.pl.md", "partners.md") == "../partners.md"
    assert led("fit.pl.md", "principles/open.md") == "../principles/open.pl.md"
    assert led("fit.pl.md", "../public/small-print.md") == "../small-print.md"
    assert led("principles/open.pl.md", "../fit.md") == "../pl/index.md"
    assert led("promises/answer.pl.md", "../fit.md#how-to-start") == "index.md#how-to-start"
    assert led("fit.md", "fit.pl.md") == "pl/index.md"
    assert led("policies/wrong.md", "../fit.pl.md", Audience.INTERNAL) == "../public/pl/index.md"
    assert led("policies/wrong.pl.md", "../promises/answer.md", Audience.INTERNAL) == "../public/pl/promises.md#answer"


@pytest.mark.parametrize("target", ["policies/wrong.md", "roles/guide.md#top", "policies/wrong", "policies/steps.png", "pages/shed.md", "policies/plan.svg"])
def test_a_public_page_never_gets_an_internal_address(target, playbook):
    assert links_from(playbook.at("docs/playbook/fit.md"), playbook, Audience.PUBLIC)(target) == "#"


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("policies/a.md", "policies/b.md", "a.md"),
        ("index.md", "policies/b.md", "../index.md"),
        ("policies/a.md", "index.md", "policies/a.md"),
        ("policies/a.md", "policies/a.md", "a.md"),
        ("promises.md#answer", "promises.md", "#answer"),
        ("promises.md#answer", "pages/a.md", "../promises.md#answer"),
    ],
)
def test_an_address_is_told_from_where_the_reader_is(target, page, link):
    assert relative(target, page) == link


def test_pictures_are_those_that_pages_show(playbook):
    own = {path.rpartition("/")[2] for path in FILES}
    public, internal = (
        {asset.path for asset in release(playbook, audience).assets if asset.path.rpartition("/")[2] in own} for audience in (Audience.PUBLIC, Audience.INTERNAL)
    )
    assert public == {"quay.jpg"}
    assert internal == {"public/quay.jpg", "public/plan.png", "files/policies/steps.png"}


def test_an_internal_picture_has_no_public_address(playbook):
    inside = "docs/playbook/policies/steps.png"
    assert picture_address(inside, playbook, Audience.PUBLIC) is None
    assert picture_address(inside, playbook, Audience.INTERNAL) == "files/policies/steps.png"
    assert picture_address("docs/playbook/policies/plan.svg", playbook, Audience.INTERNAL) is None
    assert picture_address("docs/other/a.png", playbook, Audience.INTERNAL) is None
