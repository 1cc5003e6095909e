"""Where a paraphrase is put, so that its rule looks at it: one small playbook a rule."""

from collections.abc import Callable

FACTS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
ROLE = "---\nmay_spend: 40\n---\n# Bench\n\nMends boats.\n"


def _policy(topic: str, *, steps: str = "1. **Do** it today.", say: str = "> Hello [name].", dont: str = "- Never argue.") -> str:
    return (
        f"---\ntopic: {topic}\nthey_leave_feeling: well looked after\n---\n# A day at the quay\n\nIt happens.\n\n"
        f"## What to do\n\n{steps}\n\n## What to say\n\n{say}\n\n## Don't\n\n{dont}\n"
    )


def _quoted(text: str) -> str:
    return "\n>\n".join(f"> {line}" for line in text.strip().split("\n"))


def _numbered(text: str) -> str:
    return "\n".join(f"1. {line}" for line in text.strip().split("\n"))


def _listed(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.strip().split("\n"))


def say(topic: str) -> Callable[[str], dict[str, str]]:
    """The words to say of a policy; a new line begins a new paragraph."""
    return lambda text: {"policies/day.md": _policy(topic, say=_quoted(text))}


def steps(topic: str) -> Callable[[str], dict[str, str]]:
    """What a policy tells staff to do; a new line begins a new step."""
    return lambda text: {"policies/day.md": _policy(topic, steps=_numbered(text)), "roles/bench.md": ROLE}


def fit(heading: str, before: str = "") -> Callable[[str], dict[str, str]]:
    """The lines below one heading of the fit page; a new line begins a new line."""
    return lambda text: {"fit.md": f"# Kayaks\n\nYou paddle.\n\n{before}## {heading}\n\n{_listed(text)}\n"}


def _public(text: str) -> dict[str, str]:
    return {"pages/news.md": f"---\naudience: public\n---\n# News\n\n{text}\n"}


def _promise(text: str) -> dict[str, str]:
    return {"promises/ours.md": f"---\nkept_by: {{day: Do}}\n---\n# What we do\n\n{text}\n"}


def _lead(text: str) -> dict[str, str]:
    return {"fit.md": f"# Kayaks\n\n{text}\n\n## How to start\n\n1. Ring.\n"}


HOSTS: dict[str, Callable[[str], dict[str, str]]] = {
    "about-us": _lead,
    "arguing": steps("recovery"),
    "blame": say("recovery"),
    "cold-decline": say("referral"),
    "contradicting-amount": steps("recovery"),
    "disrespect": fit("Someone else will serve you better if"),
    "greeting-offer": say("greeting"),
    "lost-ask": say("lost-customer"),
    "lost-woo": say("lost-customer"),
    "make-right": say("listening"),
    "non-apology": say("recovery"),
    "offer-too-soon": say("follow-up"),
    "pressure": _public,
    "protected-ground": fit("Someone else will serve you better if"),
    "reads-like-a-contract": _public,
    "sales-after-goodbye": say("referral"),
    "say-back": say("listening"),
    "shield-or-label": say("recovery"),
    "small-customer": steps("hospitality"),
    "too-wide": fit("You will be happy here if"),
    "unanswered-feedback": say("feedback"),
    "vague-promise": _promise,
    "vague-time": say("recovery"),
}
"""By rule, the text → the files of a playbook beside `FACTS`."""
