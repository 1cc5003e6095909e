"""The list of rules is read by headings that say what the rules look at."""

import re
from dataclasses import replace

import pytest

from playbook_plugins.checklist.catalogue import catalogue
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.page import Audience
from playbook_plugins.pages.internal.rules import AREAS, Area, area
from playbook_plugins.pages.release import release
from playbook_plugins.read.playbook import read_playbook

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
OWN = (
    "checklist:\n  rules:\n    tippy-boat:\n      kinds: [promises]\n      must_not_say: [tippy]\n      message: that frightens people\n"
    "      because: we saw it\n      bad: [A tippy boat.]\n      good: [A lively boat.]\n"
)


@pytest.fixture
def listed(write):
    """The list as `(heading, topic, rule)`, line by line."""

    def read(settings=SETTINGS):
        root = write({"playbook.yml": settings})
        pages = {page.path: page.body for page in release(read_playbook(root, root=root), Audience.INTERNAL).pages}
        found, heading, topic = [], "", ""
        for line in pages["checklist/index.md"].splitlines():
            if line.startswith("## "):
                heading, topic = line[3:], ""
            elif line.startswith("### "):
                topic = line[4:]
            elif name := re.match(r"- \[(?P<name>[^\]]+)\]\((?P=name)\.md\): .+", line):
                found.append((heading, topic, name["name"]))
        return found

    return read


def test_every_rule_stands_below_one_heading_and_the_headings_have_an_order(listed):
    lines = listed(SETTINGS + OWN)
    assert sorted(name for _, name in {(heading, name) for heading, _, name in lines}) == sorted([*catalogue(), "tippy-boat"])
    assert list(dict.fromkeys(heading for heading, _, _ in lines)) == [
        "Texts of many kinds",
        "The fit page and partners",
        "Promises",
        "Policies and scripts",
        "Policies by topic",
        "Roles and money",
        "The playbook as a whole",
        "Rules of your own",
    ]
    assert lines[-1] == ("Rules of your own", "", "tippy-boat")


def test_a_rule_stands_below_what_it_looks_at(listed):
    where = {name: (heading, topic) for heading, topic, name in listed()}
    assert where["dead-end"] == ("The fit page and partners", "")
    assert where["vague-promise"] == ("Promises", "")
    assert where["blame"] == ("Policies and scripts", "")
    assert where["greeting-offer"] == ("Policies by topic", "A day that matters to them")
    assert where["budget-share"] == ("Roles and money", "")
    assert where["duplicate-id"] == ("The playbook as a whole", "")
    assert where["pressure"] == ("Texts of many kinds", "")


def test_a_rule_on_two_topics_stands_below_both(listed):
    topics = [topic for _, topic, name in listed() if name == "say-back"]
    assert topics == ["Something went wrong", "Somebody is upset"]


def test_a_heading_without_rules_is_left_out(listed):
    assert {"Rules of your own", "Other texts"}.isdisjoint(heading for heading, _, _ in listed())


def test_the_headings_speak_the_language_of_the_playbook(listed):
    assert {"Obietnice", "Role i pieniądze"} <= {heading for heading, _, _ in listed(SETTINGS + "site: {lang: pl}\n")}


def test_every_kind_of_text_has_its_area():
    assert AREAS.keys() == KINDS.keys()
    some = catalogue()["vague-promise"]
    assert {area(replace(some, kinds=(kind,))) for kind in KINDS} == {Area.FIT, Area.PROMISES, Area.POLICIES, Area.MONEY, Area.OTHERS}
    assert area(replace(some, origin="bridge-rules")) is Area.OWN
