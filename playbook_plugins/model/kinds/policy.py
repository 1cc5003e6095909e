"""A policy: one situation and what we do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationInfo

from playbook_plugins.model.kinds.fields import Fields
from playbook_plugins.model.kinds.kind import Kind, SectionKind, Shape
from playbook_plugins.model.lexicon import Lexicon, fold
from playbook_plugins.model.suggestions import nearest
from playbook_plugins.model.values import Duration, Frequency, Money, Names
from playbook_plugins.model.waiting import Wait


class TopicName(StrEnum):
    """What a policy is about."""

    RECOVERY = "recovery"
    """Something went wrong, and we put it right."""
    LISTENING = "listening"
    """Somebody is upset and wants to be heard."""
    LOST_CUSTOMER = "lost-customer"
    """Somebody has left; we ask why, and do not woo back."""
    FEEDBACK = "feedback"
    """How people tell us what they think."""
    REFERRAL = "referral"
    """Somebody whom others serve better."""
    FOLLOW_UP = "follow-up"
    """A contact after a visit, about them."""
    GREETING = "greeting"
    """A wish on a day that matters to them."""
    INTAKE = "intake"
    """Before the work begins: need, price, time."""
    CONTACT = "contact"
    """How often we write, and to whom."""
    HOSPITALITY = "hospitality"
    """How people are received, buyers or not."""
    HONESTY = "honesty"
    """What we never do to sell."""


class Cause(StrEnum):
    """Where a trouble may come from."""

    OUR_MISTAKE = "our-mistake"
    """We got it wrong."""
    OTHERS_MISTAKE = "others-mistake"
    """A supplier or another firm did."""
    CONFUSION = "confusion"
    """They misread or misunderstood."""
    OUTSIDE_OUR_CONTROL = "outside-our-control"
    """Weather, strikes, the law."""
    OUTSIZED_DEMAND = "outsized-demand"
    """They ask for far more than the trouble."""


CHOICE = (
    f"Choose one of {', '.join(TopicName)}, or name a topic of your own in `playbook.yml`, under `checklist: topics:`. "
    "A text that fits none goes into `pages/`."
)
"""What to do with a topic that nobody knows."""


def _known_topic(value: str, info: ValidationInfo) -> str:
    own = info.context.topics if isinstance(info.context, Lexicon) else {}
    known = {fold(topic): topic.value for topic in TopicName} | dict(own)
    if found := known.get(fold(str(value))):
        return found
    near = nearest(fold(str(value)), known)
    mend = f"Did you mean `{known[near]}`?" if near else CHOICE
    raise ValueError(f"“{value}” is not a topic|{mend}")


TopicWord = Annotated[str, BeforeValidator(_known_topic, json_schema_input_type=str)]
"""One of the topics, or one that the owner added in `playbook.yml`."""


class PolicyFields(Fields):
    """What stands above a policy."""

    topic: TopicWord
    """What it is about: recovery, listening, lost-customer, feedback, referral, follow-up, greeting, intake, contact, hospitality or honesty."""
    they_leave_feeling: str = Field(min_length=1)
    """How the customer feels afterwards, in a few words."""
    also_said: Names = ()
    """Other words that customers use for it, so that staff find it."""
    reply_within: Duration | None = None
    """How soon they hear from us. Without a line: the business's `answers_within`."""
    decides: Names = ()
    """The roles whose limits the card shows, from the first to the last. Without a line, recovery and listening show all roles."""
    principles: Names = ()
    """Ids of the principles it stands on."""
    scripts: Names = ()
    """Ids of the scripts that go with it."""
    usual_fix_costs: Money | None = None
    """Recovery: what putting it right usually costs us, in the business's currency."""
    asks_of_customer: Names = ()
    """Recovery: what the customer has to do, a few words each."""
    covers: tuple[Cause, ...] = ()
    """Recovery and listening: the causes of trouble that it is for. Without a line, whatever comes."""
    no_offer_before: Wait = Wait("60 days and the second order", days=60, visit=2)
    """Follow-up: how long no offer is made: a time, an order, or both."""
    quiet_days: int = Field(14, ge=0)
    """Greeting: days before and after on which nothing else goes out."""
    other_reasons: Names = ()
    """Lost customer: reasons why people leave, beside the four usual ones."""
    at_most: Frequency | None = None
    """Contact: how often we write. Without a line: the business's `writes_at_most`."""
    consent: str = "only if they asked"
    """Contact: whom we write to at all."""
    opt_out: str = "one word is enough"
    """Contact: how they make it stop."""
    backed_by: str = "owner"
    """Listening and referral: the role that stands behind staff who end a talk. Without a line: the owner."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a topic asks of its policy."""

    asked_of_all: bool = False
    """Whether every business needs a policy on it."""
    needs_words: bool = False
    """Whether it needs words to say."""
    trouble: bool = False
    """Whether it is about trouble, so that staff need an apology and a limit at hand."""


TOPICS = {
    TopicName.RECOVERY: Topic(asked_of_all=True, needs_words=True, trouble=True),
    TopicName.LISTENING: Topic(asked_of_all=True, needs_words=True, trouble=True),
    TopicName.LOST_CUSTOMER: Topic(asked_of_all=True, needs_words=True),
    TopicName.FEEDBACK: Topic(asked_of_all=True, needs_words=True),
    TopicName.REFERRAL: Topic(asked_of_all=True, needs_words=True),
    TopicName.FOLLOW_UP: Topic(needs_words=True),
    TopicName.GREETING: Topic(needs_words=True),
    TopicName.INTAKE: Topic(),
    TopicName.CONTACT: Topic(),
    TopicName.HOSPITALITY: Topic(),
    TopicName.HONESTY: Topic(),
}
TROUBLE = tuple(topic for topic, asks in TOPICS.items() if asks.trouble)
"""The topics between which every cause of trouble has its place."""

KIND = Kind(
    "policy",
    "policies/",
    PolicyFields,
    sections=(
        SectionKind("you-notice", shape=Shape.ITEMS),
        SectionKind("what-to-do", required=True, shape=Shape.ITEMS),
        SectionKind("what-to-say", shape=Shape.WORDS),
        SectionKind("dont", required=True),
        SectionKind("afterwards", shape=Shape.ITEMS),
        SectionKind("if-it-happens-twice"),
        SectionKind("when-to-stop"),
        SectionKind("not-counted"),
    ),
)
