"""A scenario: an invented case to practise on."""

from pydantic import ConfigDict

from playbook_plugins.model.described import Described
from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, SectionKind
from playbook_plugins.model.values import Truth


class Choice(Described):
    """One thing that somebody might say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str
    """The words."""
    why: str
    """What they do to the customer."""
    best: Truth = False
    """Whether these are the words to choose."""


class ScenarioFields(Fields):
    """What stands above a scenario."""

    of: str
    """The id of the policy that it practises."""
    choices: tuple[Choice, ...] = ()
    """What one might say; one of them is the best."""


KIND = Kind(
    "scenario",
    "scenarios/",
    ScenarioFields,
    sections=(
        SectionKind("what-happened", required=True),
        SectionKind("what-we-did"),
        SectionKind("what-we-learned"),
    ),
)
