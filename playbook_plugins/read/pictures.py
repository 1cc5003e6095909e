"""Whether the pictures that documents show can be shown: by their names, their first lines and their ends."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from playbook_plugins.model.document import Document
from playbook_plugins.model.filenames import better_name, well_named
from playbook_plugins.model.finding import Fault
from playbook_plugins.model.links import Lead, inside, leads
from playbook_plugins.model.page import Audience
from playbook_plugins.model.pictures import DRAWINGS, MOST_BYTES, MOST_PIXELS, PHOTOS, PUBLIC, SHOWN, ending
from playbook_plugins.model.playbook import Playbook

Complaint = tuple[str, str] | None
"""What is wrong with a picture, and what to do about it."""

_BROKEN = "is broken, or no picture at all", "Open it in a program for pictures, and save it again."


def picture_faults(playbook: Playbook) -> Iterator[Fault]:
    """What is wrong with each picture that a document in use shows, at the place where it shows it."""
    told = {fault.place.path for fault in playbook.faults}
    opened: dict[str, Complaint] = {}
    for document in playbook.readable:
        for lead in leads(document, playbook) if document.active else ():
            if lead.path not in told and _shows(lead, document, playbook):
                complaint = _name_amiss(lead, document, playbook)
                if complaint is None and document.audience is Audience.PUBLIC:
                    if lead.path not in opened:
                        opened[lead.path] = _content_amiss(Path(playbook.root, lead.path))
                    complaint = opened[lead.path]
                if complaint:
                    yield Fault("unreadable-file", lead.link.place, f"`{lead.link.target}` {complaint[0]}", complaint[1])


def _shows(lead: Lead, document: Document, playbook: Playbook) -> bool:
    """Whether a link shows a file, or gives one to everybody; what a public page may not reach is public-to-internal's to report."""
    if document.audience is Audience.PUBLIC:
        return inside(lead.path, playbook.public_folder) and (lead.link.image or lead.path in playbook.files)
    return lead.link.image


def _name_amiss(lead: Lead, document: Document, playbook: Playbook) -> Complaint:
    path, public = lead.path, document.audience is Audience.PUBLIC
    if path not in playbook.files:
        return "is no picture that lies there", "Put the picture there, or write its name as the file has it."
    if ending(path) not in (PUBLIC if public else SHOWN):
        kinds = "PNG, JPEG and WebP are" if public else "PNG, JPEG, WebP and GIF are"
        plain = "Save it as a JPEG (.jpg)." if ending(path) in PHOTOS else "Save it as a PNG."
        mend = plain if ending(path) in DRAWINGS else "Write on the page what it says, or save it as a PNG."
        return f"cannot be shown: only {kinds}", mend
    folder = playbook.public_folder if inside(path, playbook.public_folder) else playbook.folder
    within = path.removeprefix(f"{folder}/")
    if not well_named(within):
        better = "/".join(part if well_named(part) else better_name(part) for part in within.split("/"))
        return "has a name that not every computer takes", f"Call the file `{better}`, and write so here."
    return None


def _content_amiss(file: Path) -> Complaint:
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError:
        return _BROKEN
    if len(content) > MOST_BYTES:
        return f"is longer than {MOST_BYTES // 1_000_000} MB", "Save it smaller: 2,000 points across are plenty."
    return _picture_amiss(content, ending(file.name))


def _picture_amiss(content: bytes, named: str) -> Complaint:
    # here and not above: most playbooks show no picture, and loading this takes as long as checking ten documents
    from PIL import Image

    stream = BytesIO(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(stream, formats=tuple(set(PUBLIC.values())))
            # several pictures in one JPEG are those of a camera: the first is the whole one
            held = "JPEG" if picture.format == "MPO" else picture.format
            if held != PUBLIC[named]:
                right = next(one for one, form in PUBLIC.items() if form == held)
                return f"ends in `{named}`, and holds a picture of another kind", f"Let its name end in `{right}`."
            if picture.width * picture.height > MOST_PIXELS:
                return _too_large()
            if picture.format != "MPO" and getattr(picture, "is_animated", False):
                return "moves, and only pictures that stand still are shown", "Save one picture of it as a PNG."
            if held == "JPEG" and b"\xff\xd9" not in content[stream.tell() :]:
                return "breaks off before its end", "Copy it anew, or open it and save it again."
            picture.verify()
        except Image.DecompressionBombError:
            return _too_large()
        except Exception:
            # its readers raise whatever they stumble over
            return _BROKEN
    return None


def _too_large() -> Complaint:
    return f"has more than {MOST_PIXELS // 1_000_000} million points", "Save it smaller: 2,000 points across are plenty."
