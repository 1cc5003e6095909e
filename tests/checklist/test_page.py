"""How a rule's page is read, wherever it is shown."""

from dataclasses import replace

from playbook_plugins.checklist.catalogue import catalogue, origins
from playbook_plugins.checklist.page import marked, plain, read, whole
from playbook_plugins.testing import examples

PAGE = """# sinking

Nothing sinks.

## Bad

### A hole

```markdown title="pages/a.md" hl_lines="2"
# A

## There is a hole

```

```yaml
plain: fence
```

````markdown
```markdown title="pages/b.md" hl_lines="1"
# B
```
````
"""


def test_every_line_knows_the_example_in_which_it_stands():
    inside = [(line.fence.title, line.number, line.text) for line in read(PAGE) if line.fence and line.fence.title]
    assert inside == [
        ("pages/a.md", 0, '```markdown title="pages/a.md" hl_lines="2"'),
        ("pages/a.md", 1, "# A"),
        ("pages/a.md", 2, ""),
        ("pages/a.md", 3, "## There is a hole"),
        ("pages/a.md", 4, ""),
    ]
    assert "\n".join(line.text for line in read(PAGE)) == PAGE


def test_an_example_is_named_above_and_a_page_shown_whole_keeps_its_fences():
    assert '`pages/a.md`\n\n```markdown hl_lines="2"\n# A\n' in plain(PAGE)
    assert '````markdown\n```markdown title="pages/b.md" hl_lines="1"\n# B\n```\n````\n' in plain(PAGE)
    assert "```yaml\nplain: fence\n```\n" in plain(PAGE)


def test_guilty_lines_are_pointed_at_where_nothing_can_be_coloured():
    shown = PAGE.replace('hl_lines="2"', 'hl_lines="1 3"')
    assert "`pages/a.md`\n\n```markdown\n>> # A\n\n>> ## There is a hole\n\n```\n" in marked(shown)


def test_a_heading_within_an_example_is_none_of_the_page():
    (example,) = examples(PAGE)
    assert (example.title, example.marked, example.files) == ("A hole", {("pages/a.md", 2)}, {"pages/a.md": "# A\n\n## There is a hole\n\n"})


def test_a_page_ends_with_what_its_rule_watches_over():
    ours = next(rule for rule in catalogue().values() if origins(rule))
    assert whole(ours, "Watched").endswith("\n\n## Watched\n\n" + "".join(f"- {line}\n" for line in origins(ours)))
    assert whole(replace(ours, told=PAGE, origin="bridge-rules"), "Watched") == PAGE
