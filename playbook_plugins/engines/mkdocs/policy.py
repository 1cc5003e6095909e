"""The Content Security Policy of a finished site: only what the build itself put there may run, and nobody else is asked.

It stands twice. In each page, as early as it can, with the hashes of that
page's own scripts: so it holds on hosts that let nobody set headers, and on
the page for lost visitors. And in `_headers`, with what no page can say of
itself (who may show it in a frame).

A script that stands within the text of a page gets no hash: our pages have
none there, so it came in with somebody's words.

The bundle of the theme knows three other hosts. Diagrams from unpkg.com are
asked for only where a page has one, which `outside` refuses; facts about a
repository only where the theme's header shows it, which ours does not; and the
list of versions stands beside the site. Whatever else it may try is stopped by
`connect-src 'self'`.
"""

import os
import sys
from base64 import b64encode
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from operator import or_
from pathlib import Path
from types import MappingProxyType

from playbook_plugins.engines.mkdocs import outside
from playbook_plugins.engines.mkdocs.tags import Tag, attributes, tags
from playbook_plugins.model.page import Audience
from playbook_plugins.publish.target import PublishError

PAGES, DRAWINGS, STYLES = (".html", ".htm"), (".svg", ".xhtml"), (".css",)
HEADERS = "_headers"
"""Read by Netlify and Cloudflare Pages, which do not show it to visitors."""
LONGEST = 2000
"""Characters in a line of `_headers`; Cloudflare passes over a longer one."""
FRAMED = "/embed/*"
"""Pages that other sites may show in a frame."""
_NOBODY: Mapping[str, str] = MappingProxyType({})
_SETTLED: Mapping[str, "Hashes"] = MappingProxyType({})
_SHOWN = 20
_CSP = "Content-Security-Policy"
_STANDING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
}
_KEPT = {
    # Long enough to look around, short enough that what was taken back is gone before the day is.
    Audience.PUBLIC: "public, max-age=300, must-revalidate",
    Audience.INTERNAL: "private, no-cache",
}


@dataclass(frozen=True, slots=True)
class Hashes:
    """What may run, and look, as it stands in a page."""

    scripts: frozenset[str] = frozenset()
    styles: frozenset[str] = frozenset()
    """Of `<style>` and of style attributes, such as those that align the cells of a table."""
    attributes: bool = False
    """Whether some of `styles` are of attributes, which have to be let in by a word of their own."""

    def __or__(self, other: "Hashes") -> "Hashes":
        return Hashes(self.scripts | other.scripts, self.styles | other.styles, self.attributes or other.attributes)


def settle(folder: Path, *, audience: Audience, url: str = "", reaching: Mapping[str, str] = _NOBODY, settled: Mapping[str, Hashes] = _SETTLED) -> dict[str, Hashes]:
    """Give every page of a finished site its policy, and the site its `_headers`; by file, what of each page may run.

    `url` is the site's own address; `reaching` names the pages whose script may
    ask one other host, and that host; `settled` are pages that have theirs.
    Raises `PublishError` for a public site of which a page could not live under
    the policy.
    """
    faults: list[str] = []
    clean: set[tuple[str, str]] = set()
    allowed = dict(settled)
    if (folder / HEADERS).exists():
        raise PublishError(f"{HEADERS}: this file is written by the build. Remove yours from the theme's folder.")
    for path in sorted(_files(folder, settled)):
        text = _text(path, name := path.relative_to(folder).as_posix())
        styles = path.suffix.lower() in STYLES
        # what else stands on a page is looked through where strangers come
        found = tuple(tags(text, telling=audience is Audience.INTERNAL))
        if audience is Audience.PUBLIC:
            seen = outside.in_styles(text, url=url) if styles else (*outside.in_page(text, found, url=url, clean=clean), *in_words(text, found))
            faults.extend(f"{name}:{line}: {fault}" for line, fault in sorted(seen))
        if path.suffix.lower() in PAGES:
            own = allowed[name] = hashes(found)
            # longer than it was, so nothing of it has to go first
            with path.open("r+b") as page:
                page.write(with_policy(text, found, policy(own, asked=reaching.get(name, ""))).encode("utf-8"))
    if faults:
        raise PublishError(_said(faults))
    (folder / HEADERS).write_bytes(headers(reduce(or_, set(allowed.values()), Hashes()), audience=audience, reaching=reaching).encode("utf-8"))
    return allowed


def hashes(found: Sequence[Tag]) -> Hashes:
    """What a page's own scripts and styles are recognised by, those within its text left out."""
    first, last = _words(found)
    scripts = (tag.text for tag in found if outside.runnable(tag) and not first < tag.start < last)
    sheets = [tag.text for tag in found if tag.name == "style" and tag.text]
    aligned = [value for tag in found for value in _style(tag)]
    return Hashes(frozenset(map(_hash, scripts)), frozenset(map(_hash, (*sheets, *aligned))), attributes=bool(aligned))


def in_words(page: str, found: Sequence[Tag]) -> Iterator[tuple[int, str]]:
    """The line of each script that stands within the text of a page."""
    first, last = _words(found)
    for tag in found:
        if tag.name == "script" and first < tag.start < last:
            yield page.count("\n", 0, tag.start) + 1, "a script stands in the text of the page; take it out"


def policy(allowed: Hashes, *, header: bool = False, asked: str = "") -> str:
    """The policy as one line; a page cannot say of itself who may show it, so only a header does. `asked` is the one other host that a script may ask."""
    styles = [*(["'unsafe-hashes'"] if allowed.attributes else []), *sorted(allowed.styles)]
    parts = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(allowed.scripts)],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],
        **{f"{name}-src": ["'self'"] for name in ("font", "connect", "worker", "manifest")},
        **({"connect-src": ["'self'", asked]} if asked else {}),
        **{name: ["'none'"] for name in ("base-uri", "form-action", *(["frame-ancestors"] if header else []))},
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in parts.items())


def with_policy(page: str, found: Sequence[Tag], line: str) -> str:
    """A page with its policy before anything that the policy is about."""
    at = _early(found)
    return f'{page[:at]}<meta http-equiv="{_CSP}" content="{line}">{page[at:]}'


def headers(allowed: Hashes, *, audience: Audience, reaching: Mapping[str, str] = _NOBODY) -> str:
    """The file `_headers`.

    Where several rules fit an address, Cloudflare Pages takes them in order and
    joins what they say of one header with a comma, which for a policy means
    that both hold; a later rule may first take back what an earlier one said,
    with `! Name`. On Netlify the last rule that names a header wins, and a line
    without a colon is passed over. So pages that may stand in frames come last,
    take back and say anew: both hosts then send them one policy, without
    `frame-ancestors`. A page that may ask another host stands there in the same
    way. A host that knows neither would be stricter, not laxer.
    """
    every = {_CSP: policy(allowed, header=True), **_STANDING, "Cache-Control": _KEPT[audience]}
    if audience is Audience.INTERNAL:
        every["X-Robots-Tag"] = "noindex, nofollow"
    lines = ["/*", *(f"  {name}: {value}" for name, value in every.items())]
    if audience is Audience.PUBLIC:
        lines += [FRAMED, f"  ! {_CSP}", f"  {_CSP}: {policy(allowed)}"]
    for name, asked in reaching.items():
        lines += [f"/{name.removesuffix('index.html')}", f"  ! {_CSP}", f"  {_CSP}: {policy(allowed, header=True, asked=asked)}"]
    if any(len(line) > LONGEST for line in lines):
        raise PublishError(
            f"{HEADERS}: the pages hold {len(allowed.scripts) + len(allowed.styles)} different scripts and styles of their own, "
            "more than a header has room for. Put them into files."
        )
    return "\n".join(lines) + "\n"


def _files(folder: Path, settled: Container[str]) -> Iterator[Path]:
    """What a browser may show or style with, but for what is settled; links are left alone, since they lead to other people's files."""
    for where, _, names in os.walk(folder):
        within = where[len(str(folder)) + 1 :].replace(os.sep, "/")
        for name in names:
            if (f"{within}/{name}" if within else name) in settled:
                continue
            if (path := Path(where, name)).suffix.lower() in (*PAGES, *DRAWINGS, *STYLES) and not path.is_symlink():
                yield path


def _text(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise PublishError(f"{name}: this file is not written in UTF-8, so the site was not published.") from error


def _words(found: Iterable[Tag]) -> tuple[int, int]:
    """Where the text of a page begins and ends: from its first `<article>` to its last `</article>`, or on to the end."""
    ends = [tag for tag in found if tag.name in ("article", "/article")]
    if not ends:
        return 0, 0
    return ends[0].start, ends[-1].start if ends[-1].name == "/article" else sys.maxsize


def _style(tag: Tag) -> Iterator[str]:
    if "style" in tag.inside.lower():
        yield from (value for name, value in attributes(tag.inside) if name == "style" and value)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'"


def _early(found: Iterable[Tag]) -> int:
    """Behind what says how the page is written, where that comes first; else where the head begins, said or not."""
    at = 0
    for tag in found:
        if tag.name in ("html", "head"):
            at = tag.end
        elif tag.name == "meta" and "charset" in tag.inside.lower():
            return tag.end
        elif tag.name in ("script", "link", "style", "body"):
            break
    return at


def _said(faults: Sequence[str]) -> str:
    rest = [f"  … and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
    listed = "\n".join((*(f"  {fault}" for fault in faults[:_SHOWN]), *rest))
    return f"The public site asks for something that it may not, so it was not published:\n{listed}"
