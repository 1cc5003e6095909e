"""The channels, one a row: by what form each would bring words out, and what stands outside of a build by its nature."""

from dataclasses import dataclass

from tests.channels import authors, leftovers, settings
from tests.channels.case import Case


@dataclass(frozen=True, slots=True)
class Row:
    """A channel."""

    name: str
    forms: tuple[str, ...]
    """In which forms it brings words into a finished site (`forms.py`)."""
    said: str = ""
    """Where no build has a say: the sentence of SECURITY.md that says so."""
    test: str = ""
    """Where it is tried elsewhere: the file and the test."""


ROWS = {
    1: Row("a page that no menu names", ("page of its own", "search index", "sitemap", "packed sitemap")),
    2: Row("a page that calls itself hidden", ("text", "search index")),
    3: Row("a page kept from the search", ("text", "sitemap")),
    4: Row("a page hidden from the menu", ("text", "search index", "nav", "404")),
    5: Row("a page kept back by `exclude_docs`", ("text", "path")),
    6: Row("a page kept back, and named in the menu", ("nav", "nav's path", "404")),
    7: Row("a link to what only staff read", ("link", "anchor", "link title", "title of a page")),
    8: Row("a page kept back by `draft_docs`", ("text", "page of its own")),
    9: Row("a pattern that misses", ("table of figures", "svg", "page of its own")),
    10: Row("a folder in another case", ("text", "search index")),
    11: Row("what hangs on a page for staff", ("pdf", "page of its own")),
    12: Row("a menu that hides", ("text", "search index")),
    13: Row("a plugin or hook that adds something", ("text", "search index", "page of its own", "unasked file")),
    14: Row("comments", ("comment",)),
    15: Row("broken comments", ("broken comment", "search index")),
    16: Row("notes of other programs", ("fence", "text")),
    17: Row("hidden markup", ("hidden markup", "template", "script", "style sheet")),
    18: Row("corrections", ("deleted text", "comment")),
    19: Row("comments that a minifier keeps", ("comment",)),
    20: Row("parts of texts among the pages", ("page of its own", "llms.txt")),
    21: Row("an include of any file", ("text", "search index")),
    22: Row("an include from above", ("text",)),
    23: Row("an include by a link", ("text",)),
    24: Row("an include by a plugin", ("text", "search index")),
    25: Row("a template in a text", ("text", "log")),
    26: Row("blocks that a program takes out", ("text", "comment")),
    27: Row("lines on top that cannot be read", ("text", "search index")),
    28: Row("lines on top that come twice", ("text",)),
    29: Row("lines on top that are published", ("head", "title of a page", "nav")),
    30: Row("settings that are printed", ("__config", "foot", "head", "404")),
    31: Row("links to the sources", ("link to the source",)),
    32: Row("explanations of words", ("abbreviation",)),
    33: Row("footnotes", ("footnote", "search index")),
    34: Row("attributes", ("attribute", "alt", "link title", "anchor", "mail", "link")),
    35: Row("tags", ("tags of a page", "tags.json", "search index")),
    36: Row("feeds", ("feed", "json feed")),
    37: Row("a second index", ("second index",)),
    38: Row("names of folders", ("nav", "path", "nav's path")),
    39: Row("the page for lost visitors", ("404",)),
    40: Row("a blog", ("text", "page of its own")),
    41: Row("addresses that lead on", ("redirect", "link")),
    42: Row("templates of one's own", ("llms.txt", "robots.txt")),
    43: Row("copies of the Markdown", ("raw Markdown",)),
    44: Row("cards for links", ("card",)),
    45: Row("previews of links", ("text",)),
    46: Row("who wrote it, and when", ("private name", "foot")),
    47: Row("what pictures note", ("exif", "jpeg comment", "png text", "packed png text", "behind a picture", "svg")),
    48: Row("documents", ("pdf", "docx")),
    49: Row("what lies about", ("junk", "swap file", "settings", "table of figures", "notebook")),
    50: Row("a theme's folder of one's own", ("llms.txt", "json feed", "settings", "comment")),
    51: Row("maps of scripts", ("map",)),
    52: Row("links in the folder of pages", ("text", "page of its own")),
    53: Row("dot-files of an earlier build", ("dot-file",)),
    54: Row("pages of an earlier build", ("page of its own",)),
    55: Row("a site within a site", ("page of its own", "text")),
    56: Row("a site that a strict build refuses", ("text",)),
    57: Row("both sites in one folder", ("page of its own", "text", "search index")),
    58: Row("the history of what was published", (), said="what came out once is out"),
    59: Row("a public repository", (), said="keep it private; a public site's sources that must be open need a repository of their own"),
    60: Row("the source archive", (), test="tests/test_packaging.py::test_the_source_package_holds_sources_alone"),
    61: Row("a cache between builds", ("text",)),
    62: Row("the log", ("log",)),
    63: Row("reports", ("report",)),
    64: Row("a README as a folder's page", ("text",)),
    65: Row("defaults of a folder", ("head", "meta")),
    66: Row("a sentence for staff in a public text", ("text", "search index", "tables")),
    67: Row("copies that others keep", ("manifest",), said="others keep copies"),
    68: Row("what numbers tell", ("path", "link")),
    69: Row("drafts, and what is out of use", ("text",)),
    70: Row("a promise that nobody keeps", ("text",)),
    71: Row("a staff page beside public ones", ("page of its own",)),
    72: Row("amounts", ("amount",), test="tests/audit/test_fingerprints.py"),
    73: Row("people", ("private name",)),
    74: Row("signs that nobody sees", ("text",)),
    75: Row("a text for staff that calls itself public", ("text",)),
    76: Row("a public page called like one for staff", ("path",)),
    77: Row("a folder of pages that holds the sources", ("page of its own", "settings")),
    78: Row("an engine without our plugin", ("text",)),
    79: Row("a checklist that is switched off", ("text", "link")),
    80: Row("files for the host", ("path",)),
    81: Row("a second language", ("text",)),
    82: Row("a page in the place of another", ("text",)),
    83: Row("what is not in use of the partners", ("text",)),
}
"""By number; those up to 68 are what was found at the start, the others what was found since."""
PARTS: dict[str, tuple[Case, ...]] = {"authors": tuple(authors.CASES), "settings": tuple(settings.CASES), "leftovers": tuple(leftovers.CASES)}
"""The cases, by who causes them."""
