"""What the checklist says of a site that is not published, for those who build with MkDocs alone."""

from playbook_plugins.checklist.run import findings_on
from playbook_plugins.publish.build import Leaked


def told(leaked: Leaked) -> str:
    """What came out, as findings, each with what to do."""
    lines = (line for found in findings_on(leaked.hits) for line in (str(found), f"  help: {found.help}"))
    return "\n".join((leaked.summary, *lines))
