"""Each page says which language it is in, and leads to itself in others."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from playbook_plugins.engines.mkdocs.build import build
from playbook_plugins.model.page import Audience, Page
from tests.engines.project import CONFIG, PUBLIC
from tests.polish.test_pages import catalogue

pytestmark = pytest.mark.slow

ENGLISH = {"menu": "Menu", "table": "Table", "lost": "Not here", "lost_way": "A letter slipped.", "home": "Begin again", "ask": "Or ask:",
           "ring": "Ring 01632 960123", "ring_to": "tel:01632960123", "write": "Write", "write_to": "mailto:a@bikes.example", "language": "English", "direction": "ltr"}  # fmt: skip
POLISH = ENGLISH | {"menu": "Spis", "table": "Tabela", "lost": "Tu tego nie ma", "home": "Na początek", "ring": "Zadzwoń: 01632 960123", "language": "Polski"}
ARABIC = ENGLISH | {"language": "العربية", "direction": "rtl"}
RELEASE = replace(
    PUBLIC,
    pages=(
        replace(PUBLIC.pages[0], others=(("pl", "pl/index.md"), ("ar", "ar/index.md"))),
        replace(PUBLIC.pages[1], others=(("pl", "pl/promises.md"),)),
        *PUBLIC.pages[2:],
        Page("pl/index.md", "Czy dobrze trafiasz?", "# Rowery\n\n| a |\n| --- |\n| b |\n\n[Obietnice](promises.md)\n", kind="fit", language="pl", others=(("en", "index.md"), ("ar", "ar/index.md"))),
        Page("pl/promises.md", "Obietnice", "# Obietnice\n", kind="promises", language="pl", others=(("en", "promises.md"),)),
        Page("ar/index.md", "دراجات", "# دراجات\n", kind="fit", language="ar", others=(("en", "index.md"), ("pl", "pl/index.md"))),
    ),
    frame=tuple(ENGLISH.items()),
    frames=(("en", tuple(ENGLISH.items())), ("pl", tuple(POLISH.items())), ("ar", tuple(ARABIC.items()))),
)


class Spoken(HTMLParser):
    """The texts and labels of a page, each with the language in which it is read out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.links: list[dict[str, str | None]] = []
        self.said: dict[str, set[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self.open[-1][1] if self.open else "")
        for name in ("aria-label", "placeholder", "title"):
            if name in given:
                self.said.setdefault(given[name], set()).add(language)
        if tag in ("a", "link"):
            self.links.append(given)
        if tag not in ("link", "meta", "input", "br", "img"):
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and not {"script", "style", "svg"} & {tag for tag, _ in self.open}:
            self.said.setdefault(" ".join(data.split()), set()).add(self.open[-1][1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    (config := folder / "mkdocs.yml").write_text(CONFIG.replace("hooks: [stand_in.py]", ""))
    (folder / "docs").mkdir()
    (out := folder / "out").mkdir()
    build(RELEASE, out, config_file=config)
    return out


def html(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text("utf-8")


def spoken(text: str) -> Spoken:
    (told := Spoken()).feed(text)
    return told


@pytest.mark.parametrize(
    ("page", "language", "way"), [("", "en", "ltr"), ("promises", "en", "ltr"), ("pl", "pl", "ltr"), ("pl/promises", "pl", "ltr"), ("ar", "ar", "rtl"), ("thanks", "en", "ltr")]
)
def test_a_page_says_its_language_and_which_way_it_is_written(page: str, language: str, way: str, site: Path):
    text = html(site, page)
    assert f'<html lang="{language}"' in text
    assert re.findall(r'<body [^>]*\bdir="(\w+)"', text) == [way]


@pytest.mark.parametrize(
    ("page", "switch"),
    [
        ("", {"pl": ("pl/", "Polski"), "ar": ("ar/", "العربية")}),
        ("promises", {"pl": ("../pl/promises/", "Polski"), "ar": ("../ar/", "العربية")}),
        ("thanks", {"pl": ("../pl/", "Polski"), "ar": ("../ar/", "العربية")}),
        ("pl", {"en": ("..", "English"), "ar": ("../ar/", "العربية")}),
        ("pl/promises", {"en": ("../../promises/", "English"), "ar": ("../../ar/", "العربية")}),
    ],
)
def test_every_page_leads_to_the_same_page_or_else_to_the_first_in_other_languages(page: str, switch: dict, site: Path):
    told = spoken(html(site, page))
    found = {link["lang"]: link for link in told.links if link.get("class") == "pb-language"}
    assert {language: link["href"] for language, link in found.items()} == {language: href for language, (href, _) in switch.items()}
    for language, (_, name) in switch.items():
        assert found[language]["hreflang"] == language and language in told.said[name]


def test_what_stays_in_the_first_language_is_marked_and_what_is_ours_or_the_themes_is_not(site: Path):
    told = spoken(html(site, "pl")).said
    assert told["Is this for you?"] == told["Promises"] == told["Beliefs"] == {"en"}
    assert told["Spis"] == told["Tabela"] == told["Szukaj"] == {"pl"}
    assert not {"Menu", "Table", "Search", "Skip to content"} & set(told)
    assert all(languages == {"en"} for said, languages in spoken(html(site, "promises")).said.items() if said not in ("Polski", "العربية"))


def test_the_menu_names_the_first_language_and_the_foot_the_pages_own(site: Path):
    tabs = {text: re.findall(r'<nav class="pb-tabs".*?</nav>', html(site, text), re.S)[0] for text in ("promises", "pl")}
    assert not any(word in nav for nav in tabs.values() for word in ("Obietnice", "trafiasz"))
    foot = re.findall(r'<nav id="pb-menu".*?</nav>', html(site, "pl"), re.S)[0]
    assert '<a href="promises/">Obietnice</a>' in foot and "دراجات" not in foot
    assert "Obietnice" not in re.findall(r'<nav id="pb-menu".*?</nav>', html(site, "promises"), re.S)[0]


def test_the_name_leads_to_the_first_page_in_the_language_of_the_page(site: Path):
    for page, home in (("promises", ".."), ("pl", "./"), ("pl/promises", "../"), ("ar", "./")):
        (name,) = (link for link in spoken(html(site, page)).links if link.get("class") == "pb-name")
        assert name["href"].rstrip("/") == home.rstrip("/"), page


def test_search_engines_learn_of_the_same_page_in_other_languages(site: Path):
    def told(page: str) -> dict[str, str]:
        return {link["hreflang"]: link["href"] for link in spoken(html(site, page)).links if (link.get("rel") or "").split() == ["alternate"] and "hreflang" in link}

    start = "https://bikes.example/care/"
    assert told("") == told("pl") == told("ar") == {"en": start, "pl": f"{start}pl/", "ar": f"{start}ar/"}
    assert told("promises") == told("pl/promises") == {"en": f"{start}promises/", "pl": f"{start}pl/promises/"}
    assert told("thanks") == {}


def test_without_an_address_of_the_site_there_is_nothing_to_tell_them(tmp_path: Path):
    build(replace(RELEASE, url=""), tmp_path)
    assert 'rel="alternate " hreflang' not in html(tmp_path, "pl")


def test_a_wrong_turn_is_answered_kindly_in_every_language_that_we_have_words_in(site: Path):
    text = (site / "404.html").read_text("utf-8")
    told = spoken(text)
    assert told.said["Not here"] == told.said["Begin again"] == {"en"} and told.said["Tu tego nie ma"] == told.said["Na początek"] == {"pl"}
    ways = [link["href"] for link in told.links if link.get("href")]
    assert {"tel:01632960123", "mailto:a@bikes.example", "/care/pl/"} <= set(ways)
    assert text.count("<h1") == 1
    main = text[text.index("<article") : text.index("</article>")]
    assert "<script" not in main and main.count("<section") == 2


def test_without_further_languages_nothing_is_said_of_them(tmp_path: Path):
    build(replace(PUBLIC, frame=tuple(ENGLISH.items())), tmp_path)
    text = html(tmp_path, "promises")
    assert "pb-language" not in text and "hreflang" not in text
    assert "Not here" in (tmp_path / "404.html").read_text("utf-8")


def test_a_language_that_the_theme_does_not_speak_is_named_all_the_same(tmp_path: Path):
    pages = (replace(PUBLIC.pages[0], others=(("gd", "gd/index.md"),)), Page("gd/index.md", "Baidhsagal", "# Baidhsagal\n", language="gd", others=(("en", "index.md"),)))
    frames = (("en", tuple(ENGLISH.items())), ("gd", tuple((ENGLISH | {"language": "Gàidhlig"}).items())))
    build(replace(PUBLIC, pages=pages, frames=frames, frame=tuple(ENGLISH.items())), tmp_path)
    assert '<html lang="gd"' in html(tmp_path, "gd")


def test_a_text_in_another_language_than_its_site_is_read_out_in_it(tmp_path: Path):
    text = '# How to write\n\n<p lang="pl">Po angielsku.</p>\n\nMind the gap.\n'
    pages = (Page("index.md", "Co się dzieje?", "# Co się dzieje?\n"), Page("writing.md", "How to write", text, text_language="en"))
    build(replace(PUBLIC, audience=Audience.INTERNAL, language="pl", pages=pages, frame=tuple(POLISH.items()), frames=()), tmp_path)
    assert '<html lang="pl"' in html(tmp_path, "writing")
    told = spoken(html(tmp_path, "writing")).said
    assert told["Mind the gap."] == {"en"} and told["Po angielsku."] == told["Spis"] == {"pl"}
    assert "<article lang" not in html(tmp_path, "")


def test_staff_find_their_way_between_the_previews(tmp_path: Path):
    pages = (
        Page("index.md", "Home", "# Home\n", in_menu=True),
        Page("public/index.md", "Fit", "# Fit\n", others=(("pl", "public/pl/index.md"),)),
        Page("public/pl/index.md", "Fit", "# Rowery\n", language="pl", others=(("en", "public/index.md"),)),
    )
    build(replace(RELEASE, audience=Audience.INTERNAL, pages=pages, url=""), tmp_path)
    assert 'class="pb-language" href="pl/"' in html(tmp_path, "public")
    assert '<html lang="pl"' in html(tmp_path, "public/pl")
    assert "pb-language" not in html(tmp_path, "")


def test_the_worked_example_says_on_every_page_which_language_it_is_in(sites: Path):
    public, english = sites / "public", catalogue("en")
    for file in public.rglob("*.html"):
        if file.is_relative_to(public / "embed"):
            continue  # a frame for other sites, with a head of its own
        polish = file.is_relative_to(public / "pl") or file.parent.name.endswith(".pl")
        assert f'<html lang="{"pl" if polish else "en"}"' in file.read_text("utf-8"), file
    for file in (public / "pl").rglob("*.html"):
        said = spoken(file.read_text("utf-8")).said
        ours = {sentence for key, sentence in english.items() if " " in sentence and catalogue("pl").get(key) != sentence}
        assert [sentence for sentence in ours & set(said) if "pl" in said[sentence]] == [], file
