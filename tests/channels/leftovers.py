"""What lies about: files that nobody thought of, pictures with notes, links, and what an earlier build left."""

import io
import os
import subprocess
import zipfile

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.channels.case import Cases
from tests.channels.project import STAFFS, Project

CASES = Cases()
JUNK = (
    "plan.md.bak plan.md.orig plan.md.rej plan.tmp plan.swp plan.py plan.yml plan.json plan.csv plan.ipynb plan.drawio plan.rst plan.mdx thumbs2.db "
    "plan.html plan.txt plan.doc plan.pdf plan.zip plan.tar.gz plan.log plan.sarif plan.js.map plan.css"
).split()


def file(name: str, text: str = "{x}.\n"):
    """Somebody leaves a file."""
    return lambda p: p.write(name.replace("ID", p.id), text.format(x=p.secret(), s=p.sentence))


def shown(name: str, content) -> object:
    """A picture on a public page, with something for staff in its file."""

    def do(p: Project) -> None:
        p.write(f"docs/public/{name}", content(p.secret()))
        p.add(f"![A bell on a handlebar](../../public/{name})")

    return do


def picture(form: str, **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (24, 24), "red").save(stream, form, **more)
    return stream.getvalue()


def exif(said: str) -> Image.Exif:
    about = Image.Exif()
    about[0x010E] = about[0x013B] = said
    return about


def told(said: str, *, packed: bool) -> PngInfo:
    about = PngInfo()
    about.add_text("Comment", said, zip=packed)
    about.add_itxt("Title", said, zip=packed)
    return about


def docx(said: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("word/comments.xml", f"<w:t>{said}</w:t>")
    return stream.getvalue()


def linked(p: Project, leads: str, *, to: str, hard: bool = False) -> None:
    (p.folder / leads).parent.mkdir(parents=True, exist_ok=True)
    (os.link if hard else os.symlink)(p.folder / to, p.folder / leads)


def history(p: Project) -> None:
    """A history by somebody with a telling name, in telling words."""
    (p.folder / ".git").rmdir()
    name = p.secret(2)
    for arguments in (("init", "-q"), ("add", "."), ("-c", f"user.name={name}", "-c", f"user.email={name.split()[0]}@a.example", "commit", "-q", "-m", p.secret())):
        subprocess.run(["git", *arguments], cwd=p.folder, check=True, capture_output=True)


CASES.clean(11, "a picture beside a page for staff", lambda p: (p.write("docs/playbook/pages/plan.png", picture("PNG", pnginfo=told(p.secret(), packed=False))), p.add("![x](plan.png)", f"docs/playbook/pages/{p.id}.md")))
CASES.clean(11, "a picture named by a secret", lambda p: (p.write(f"docs/playbook/pages/{p.id}.png", picture("PNG")), p.add(f"![x]({p.id}.png)", f"docs/playbook/pages/{p.id}.md")))
CASES.refused(11, "a staff picture on a public page", lambda p: (p.write("docs/playbook/pages/plan.png", picture("PNG")), p.add("![A plan](../pages/plan.png)")))
CASES.clean(12, "`.pages` that hides a page for staff", file("docs/playbook/pages/.pages", "hide: true\ntitle: {x}\n"))
CASES.clean(20, "docs/public/includes/plan.txt", file("docs/public/includes/plan.txt"))
for name in ("docs/public/_snippets/plan.md", "docs/playbook/_snippets/plan.md", "docs/playbook/includes/plan.md"):
    CASES.refused(20, name, file(name))
CASES.refused(23, "a page that is a link", lambda p: linked(p, "docs/public/plan.md", to=STAFFS))
CASES.refused(34, "a picture's words", lambda p: (p.write("docs/public/a.png", picture("PNG")), p.add(f"![{p.sentence}](../../public/a.png)")))
CASES.clean(40, "a blog's post for another day", file("docs/playbook/pages/2030.md", "---\nstatus: draft\n---\n# Plan\n\n{x}.\n"))
CASES.clean(46, "a history with names", history)
for name, content in {
    "the notes of a JPEG": lambda said: picture("JPEG", exif=exif(said), comment=said.encode()),
    "the texts of a PNG": lambda said: picture("PNG", pnginfo=told(said, packed=False)),
    "the packed texts of a PNG": lambda said: picture("PNG", pnginfo=told(said, packed=True)),
    "what stands behind a PNG": lambda said: picture("PNG") + said.encode(),
    "the notes of a WebP": lambda said: picture("WEBP", exif=exif(said), xmp=said.encode()),
}.items():
    ending = {"JPEG": "jpg", "PNG": "png", "WebP": "webp"}[name.rpartition(" ")[2]]
    CASES.clean(47, name, shown(f"bell.{ending}", content))
CASES.refused(47, "the description of an SVG", shown("bell.svg", lambda said: f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{said}</desc></svg>'))
CASES.clean(47, "a picture that no page shows", lambda p: p.write("docs/public/plan.png", picture("PNG", pnginfo=told(p.secret(), packed=False))))
CASES.refused(48, "a docx that a page offers", lambda p: (p.write("docs/public/plan.docx", docx(p.secret())), p.add("[The plan](../../public/plan.docx)")))
CASES.refused(48, "a PDF that a page offers", lambda p: (p.write("docs/public/plan.pdf", f"%PDF-1.4\n1 0 obj<</Author({p.secret()})>>endobj\n"), p.add("[The plan](../../public/plan.pdf)")))
CASES.clean(48, "a PDF that nobody offers", file("docs/public/plan.pdf"))
for name in JUNK:
    CASES.clean(49, name, file(f"docs/public/{name}"))
for name in ("plan.MD", "plan.Markdown", "plan.md~"):
    CASES.refused(49, name, file(f"docs/public/{name}"))
for name in ("Thumbs.db", "__pycache__/plan.pyc", "templates2/plan.json", ".env", ".git2/config"):
    CASES.clean(49, name, file(f"docs/public/{name}"))
CASES.refused(50, "a link in the theme's folder", lambda p: (p.settings("  custom_dir: own", "theme"), linked(p, "own/a.css", to=STAFFS)))
CASES.clean(51, "a map beside a script", lambda p: (p.write("docs/public/assets/own.js", "1"), p.write("docs/public/assets/own.js.map", p.secret())))
CASES.refused(52, "a linked folder", lambda p: linked(p, "docs/public/more", to="docs/playbook/policies"))
CASES.refused(52, "a linked file", lambda p: linked(p, "docs/public/more.md", to=STAFFS))
CASES.refused(52, "a second name of a file", lambda p: linked(p, "docs/public/more.md", to=STAFFS, hard=True))
CASES.refused(52, "a second name of a picture", lambda p: (p.write("docs/playbook/pages/plan.png", picture("PNG")), linked(p, "docs/public/more.png", to="docs/playbook/pages/plan.png", hard=True), p.add("![A plan](../../public/more.png)")))
CASES.refused(52, "the folder of public pages", lambda p: (os.rename(p.folder / "docs/public", p.folder / "docs/gone"), linked(p, "docs/public", to="docs/playbook/policies")))
for name in (".plan", ".cache/plan.json", "plan/index.html", "assets/plan.txt"):
    CASES.clean(53 if name[0] == "." else 54, f"{name} of an earlier build", file(f"site/public/{name}"))
CASES.clean(54, "a page that may not be deleted", lambda p: (p.write("site/public/plan/index.html", p.secret()).chmod(0o400), (p.folder / "site/public/plan").chmod(0o500)))
CASES.refused(55, "--dirty", lambda p: p.argv.append("--dirty"))
CASES.refused(55, "within the internal site", lambda p: p.argv.extend(("-d", "site/internal/public")))
CASES.refused(55, "within the sources", lambda p: p.argv.extend(("-d", "docs/playbook/site")))
CASES.refused(56, "a warning in a strict build", lambda p: (p.argv.__setitem__(1, "--strict"), p.hook("import logging\ndef on_post_build(config):\n    logging.getLogger('mkdocs.hooks').warning('Hm.')\n")))
CASES.refused(57, "the internal site in its folder", lambda p: p.argv.extend(("-f", "mkdocs.internal.yml", "-d", "site/public")))
CASES.refused(57, "the internal site around it", lambda p: p.argv.extend(("-f", "mkdocs.internal.yml", "-d", "site")))
CASES.clean(61, "what another build keeps", file(".cache/plugin/privacy/plan.md"))
CASES.refused(62, "a text that cannot be read", lambda p: p.write(STAFFS, p.read(STAFFS).replace("topic: intake", f"topic: {p.sentence}: {p.sentence}")))
CASES.refused(62, "a text for staff with an error", lambda p: p.write(STAFFS, p.read(STAFFS).replace("owner: workshop-lead", f"owner: {p.id}")))
CASES.clean(63, "a report among the texts", file("docs/public/findings.sarif", '{{"snippet": "{x}"}}'))
CASES.clean(63, "a report in the old site", file("site/public/findings.json", '{{"snippet": "{x}"}}'))
CASES.refused(64, "a README among the sources", file("docs/playbook/README.md"))
CASES.refused(64, "a README among the public pages", file("docs/public/README.md", "# Read me\n\n{s}.\n"))
CASES.clean(65, "`.meta.yml` among the texts", file("docs/public/.meta.yml", "description: {x}\n"))
CASES.refused(80, "`_headers` and `_redirects` of one's own", lambda p: (p.write("docs/public/_headers", f"/{p.id}/*\n  X-Plan: {p.secret(1)}\n"), p.write("docs/public/_redirects", f"/{p.id} /\n")))
CASES.clean(81, "a page for staff in another language", file("docs/playbook/principles/value-then-trust.pl.md", "# {x}\n\n{x}.\n"))
CASES.refused(81, "a public page in another language that copies", file("docs/playbook/principles/value-then-trust.pl.md", "---\naudience: public\n---\n# Witaj\n\n{s}.\n"))
CASES.refused(82, "a page that takes the place of a made one", file("docs/public/promises.md", "# Mine\n\n{x}.\n"))
CASES.clean(83, "the draft of the partners", lambda p: p.write("docs/playbook/partners.md", p.read("docs/playbook/partners.md").replace("---\n", "---\nstatus: draft\n", 1)))
