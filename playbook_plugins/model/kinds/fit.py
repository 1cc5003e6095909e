"""The fit page: whom we serve well, who is served better elsewhere, what it costs, how to start."""

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, SectionKind, Shape, Visibility
from playbook_plugins.model.values import Day, Duration


class FitFields(Fields):
    """What may stand above `fit.md`; nothing has to."""

    review_every: Duration = Duration(3, "month")
    """How long a review holds."""
    told: Day | None = None
    """The day on which people were last told what this page says."""
    area: str | None = None
    """On a page in a second language: where we work, in that language. Without a line: as `playbook.yml` says it."""
    signed_by: str | None = None
    """On a page in a second language: who stands behind it, in that language. Without a line: as `playbook.yml` says it."""


KIND = Kind(
    "fit",
    "fit.md",
    FitFields,
    Visibility.PUBLIC,
    closed=True,
    sections=(
        SectionKind("good-fit", required=True, shape=Shape.ITEMS),
        SectionKind("look-elsewhere", required=True, shape=Shape.ITEMS),
        SectionKind("what-it-costs", required=True),
        SectionKind("if-we-get-it-wrong", required=True),
        SectionKind("how-to-start", required=True, shape=Shape.ITEMS),
        SectionKind("what-to-expect"),
        SectionKind("your-part"),
        SectionKind("you-can-count-on"),
        SectionKind("tick", shape=Shape.ITEMS),
    ),
)
