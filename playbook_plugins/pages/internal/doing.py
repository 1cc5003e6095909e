"""What to do, as labels that open: the line behind each is there for whoever wants it."""

from playbook_plugins.model.blocks import List
from playbook_plugins.model.document import Document, Section, Step
from playbook_plugins.model.page import Audience
from playbook_plugins.model.playbook import Playbook
from playbook_plugins.pages.addresses import links_from
from playbook_plugins.pages.markdown import Resolve, inline, markdown


def steps(section: Section, document: Document, playbook: Playbook) -> str:
    """A section as Markdown whose entries show their label, and their text once somebody opens it.

    An entry without a label shows its text, and a list with more below an
    entry stays as it is.
    """
    resolve = links_from(document, playbook, Audience.INTERNAL)
    by_item = {id(step.item): step for step in section.steps}
    parts = []
    for block in section.blocks:
        if isinstance(block, List) and not any(item.blocks for item in block.items):
            entries = (_entry(by_item[id(item)], resolve) for item in block.items)
            marks = (f"{number}." if block.ordered else "-" for number, _ in enumerate(block.items, start=1))
            parts.append("\n".join(f"{mark} {entry}" for mark, entry in zip(marks, entries, strict=True)))
        else:
            parts.append(markdown((block,), resolve))
    return "\n\n<!-- -->\n\n".join(parts)


def _entry(step: Step, resolve: Resolve) -> str:
    whole = inline(step.whole, resolve)
    if step.label is None or not step.text:
        return whole
    # a tag behind other text opens no block of HTML, so the links within are still led on
    label, text = inline(step.label, resolve), inline(step.text, resolve)
    parted = str(step.whole).partition(str(step.label))[2].lstrip("*_")[:1]
    stop = f'<span class="pb-stop">{parted}</span>' if parted in tuple(":.,;–—-") else ""
    return f'<details class="pb-step"><summary>{label}{stop}</summary> {text}</details>'
