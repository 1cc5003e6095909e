"""The border, rule by rule: what stops at it, and that no line of an author's moves it."""

from pathlib import Path

import pytest

from playbook_plugins.checklist.run import findings_on, run
from playbook_plugins.model.finding import Level
from playbook_plugins.model.kinds import KINDS
from playbook_plugins.model.kinds.kind import Visibility
from playbook_plugins.model.leak import MONEY_OUT, OUTPUT_LEAK, Leak
from playbook_plugins.model.page import Audience
from playbook_plugins.read.playbook import read_playbook
from tests.conftest import TODAY

SETTINGS = "business:\n  name: Quay Kayaks\n  phone: 01632 960200\n  answers_within: 1 working day\n"
INTERNAL = [kind for kind in KINDS.values() if kind.visibility is Visibility.INTERNAL]
DOWN = "checklist:\n  profile: starter\n  levels:\n    {rule}: off\n"


def found(folder: Path, rule: str, **files: str) -> list[tuple[str, int, Level]]:
    for name, text in {"playbook.yml": SETTINGS, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [(one.place.path, one.place.line, one.level) for one in run(read_playbook(folder, root=folder), today=TODAY) if one.rule == rule]


@pytest.mark.parametrize("value", ["public", "Public", "internal", "everybody", "[public]"])
@pytest.mark.parametrize("kind", INTERNAL, ids=lambda kind: kind.name)
def test_no_line_makes_a_text_for_staff_public(tmp_path: Path, kind, value: str):
    path = kind.place if kind.single else f"{kind.place}a.md"
    assert found(tmp_path, "kind-border", **{path: f"---\naudience: {value}\n---\n# A\n"}) == [(path, 2, Level.ERROR)]
    assert read_playbook(tmp_path, root=tmp_path).at(path).audience is Audience.INTERNAL


LOCKED = {
    "kind-border": {"policies/a.md": "---\naudience: public\n{allow}---\n# A\n"},
    "public-to-internal": {"pages/a.md": "---\naudience: public\n{allow}---\n# A\n\n[b](b.md)\n", "pages/b.md": "# B\n"},
    "leftover": {"pages/a.md": "---\naudience: public\n{allow}---\n# A\n\na <b>\n"},
    "private-detail": {"pages/a.md": "---\naudience: public\n{allow}---\n# A\n\n07700 900123\n"},
}


@pytest.mark.parametrize("rule", LOCKED)
def test_neither_a_reason_nor_a_level_opens_the_border(tmp_path: Path, rule: str):
    files = {name: text.format(allow=f"allow:\n  {rule}: we want it\n") for name, text in LOCKED[rule].items()}
    levels = [level for *_, level in found(tmp_path, rule, **files, **{"playbook.yml": SETTINGS + DOWN.format(rule=rule)})]
    assert levels == [Level.ERROR]


@pytest.mark.parametrize("status", ["draft", "retired"])
@pytest.mark.parametrize("rule", ["public-to-internal", "copied-from-staff"])
def test_what_is_not_in_use_leads_nobody(tmp_path: Path, rule: str, status: str):
    files = {"pages/a.md": "---\naudience: public\nstatus: {status}\n---\n# A\n\n[b](b.md) and five men in a boat sang\n", "pages/b.md": "# B\n\nFive men in a boat sang.\n"}
    assert not found(tmp_path, rule, **{name: text.format(status=status) for name, text in files.items()})
    assert found(tmp_path, rule, **{name: text.format(status="active") for name, text in files.items()})


def test_a_copied_sentence_stops_a_first_playbook_too(tmp_path: Path):
    files = {"pages/a.md": "---\naudience: public\n---\n# A\n\nFive men in a boat sang.\n", "pages/b.md": "# B\n\nFive men in a boat sang.\n"}
    starter = {"playbook.yml": SETTINGS + "checklist:\n  profile: starter\n"}
    assert found(tmp_path, "copied-from-staff", **files, **starter) == [("pages/a.md", 6, Level.ERROR)]


def messages(folder: Path, rule: str, **files: str) -> list[str]:
    found(folder, rule, **files)
    return [f"{one.message}. {one.help}" for one in run(read_playbook(folder, root=folder), today=TODAY) if one.rule == rule]


def test_of_two_texts_for_staff_the_first_is_named(tmp_path: Path):
    staff = {f"pages/{name}.md": "# Ours\n\nFive men in a boat sang.\n" for name in "bc"}
    (said,) = messages(tmp_path, "copied-from-staff", **staff, **{"pages/a.md": "---\naudience: public\n---\n# A\n\nFive men in a boat sang.\n"})
    assert "pages/b.md:3" in said
    assert said.endswith("or list it in `playbook.yml` under `checklist:`, in `shared:`, as two lines: `- text: the sentence` and `because: why everybody may read it`.")


def test_a_short_sentence_may_be_listed_for_nothing(tmp_path: Path):
    settings = SETTINGS + "checklist:\n  shared:\n    - text: {}\n      because: everybody asks\n"
    assert not found(tmp_path, "copied-from-staff", **{"playbook.yml": settings.format("Boats are dry.")})
    assert found(tmp_path, "copied-from-staff", **{"playbook.yml": settings.format("Boats are dry whenever we can help it.")}) == [("playbook.yml", 7, Level.ADVICE)]


def test_a_detail_is_told_once_a_line_with_whose_it_is(tmp_path: Path):
    text = "---\naudience: public\n---\n# A\n\n{}\n"
    (said,) = messages(tmp_path, "private-detail", **{"pages/a.md": text.format("ola@evil.example or ola@evil.example")})
    assert said == "this looks like the mail address of somebody who is neither you nor a partner. Take it out, or write the address from `email:`."
    (said,) = messages(tmp_path, "private-detail", **{"pages/a.md": text.format("07700 900123")})
    assert said.endswith("Take it out, or write the number from `phone:`.")
    (said,) = messages(tmp_path, "private-detail", **{"pages/a.md": text.format("4111 1111 1111 1111")})
    assert "neither you nor a partner" not in said and "no customer's record" in said


def test_what_came_out_and_what_nobody_can_read_are_told_apart():
    said = [one.message for one in findings_on([Leak("a.html", "text", "b.md:7"), Leak("c.bin", "unreadable")])]
    assert said == ["`a.html` shows something that is for staff alone and stands here", "nobody can say whether something for staff alone stands in `c.bin`"]


@pytest.mark.parametrize("rule", [OUTPUT_LEAK, MONEY_OUT])
@pytest.mark.parametrize(("files", "shown"), [(["a.html"], "`a.html` shows "), (["a.html", "b.html"], "`a.html`, `b.html` show ")])
def test_the_line_that_is_right_is_left_alone(rule: str, files: list[str], shown: str):
    (said,) = findings_on([Leak(name, "text", "roles/desk.md:2", rule) for name in files])
    assert str(said.place) == "roles/desk.md:2:1" and said.help.startswith("Leave this line as it is.")
    assert said.message.startswith(shown)


def test_a_text_for_staff_may_keep_a_number_with_a_reason(tmp_path: Path):
    text = "---\n{allow}---\n# A\n\n07700 900123\n"
    assert found(tmp_path, "private-detail", **{"pages/a.md": text.format(allow="")}) == [("pages/a.md", 5, Level.WARNING)]
    allow = "allow:\n  private-detail: she expects it\n"
    assert not found(tmp_path, "private-detail", **{"pages/a.md": text.format(allow=allow)})
    assert not found(tmp_path, "idle-allowance")
    assert found(tmp_path, "idle-allowance", **{"pages/a.md": f"---\n{allow}---\n# A\n"}) == [("pages/a.md", 3, Level.ADVICE)]


@pytest.mark.parametrize("detail", ["07700 900123", "ola@evil.example"])
def test_what_staff_may_need_is_not_put_where_everybody_reads(tmp_path: Path, detail: str):
    (said,) = messages(tmp_path, "private-detail", **{"policies/a.md": f"# A\n\nThe courier is {detail}.\n"})
    assert said.endswith("Take it out if staff can do without it. If they need it, say why at the top of this text, under `allow:`. Not into `business:`: everybody reads that.")
    (said,) = messages(tmp_path, "private-detail", **{"policies/a.md": "# A\n\n4111 1111 1111 1111\n"})
    assert "no customer's record" in said


def test_a_private_name_says_which_list_it_is_on(tmp_path: Path):
    private = SETTINGS + "checklist:\n  private_names: [Zebulon]\n"
    said = messages(tmp_path, "private-detail", **{"playbook.yml": private, "pages/a.md": "# A\n\nZebulon rows.\n", "pages/zebulon.md": "# B\n"})
    assert [one.partition(". ")[0] for one in said] == [
        "this name is on your list `private_names` in `playbook.yml`",
        "the name of this file holds one that is on your list `private_names` in `playbook.yml`",
    ]


def test_without_settings_the_border_stands(tmp_path: Path):
    text = {"playbook.yml": "x: [", "pages/a.md": "---\naudience: public\n---\n# A\n\na <b> 07700 900123 five men in a boat sang [b](b.md)\n", "pages/b.md": "# B\n\nFive men in a boat sang.\n"}
    for rule in ("leftover", "private-detail", "copied-from-staff", "public-to-internal"):
        assert found(tmp_path, rule, **text) == [("pages/a.md", 6, Level.ERROR)]


def test_messages_quote_nothing_that_staff_wrote(tmp_path: Path):
    private = SETTINGS + "checklist:\n  private_names: [Zebulon]\n"
    text = {"playbook.yml": private, "pages/a.md": "---\naudience: public\n---\n# A\n\nZebulon 07700 900123 five men in a boat sang\n", "pages/b.md": "# B\n\nFive men in a boat sang.\n"}
    for name, written in text.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(written, "utf-8")
    said = [f"{one.message} {one.help}" for one in run(read_playbook(tmp_path, root=tmp_path), today=TODAY) if one.rule in ("private-detail", "copied-from-staff")]
    assert len(said) == 3 and not any(word in line for line in said for word in ("Zebulon", "07700", "men in"))


PAGE = "---\naudience: public\n---\n# A\n\n"
PRINCIPLE = "---\naudience: {}\nstatus: {}\n---\n# Slowly\n"


def border(root: Path, rule: str, folder: str = "docs/playbook", **files: str) -> list[tuple[str, str]]:
    """(file and line, message with what to do) of each finding of a rule, in a project with a folder of public pages."""
    for name, text in {f"{folder}/playbook.yml": SETTINGS, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    playbook = read_playbook(root / folder, root=root, public=root / "docs/public")
    return [(f"{one.place.path}:{one.place.line}", f"{one.message}. {one.help}") for one in run(playbook, today=TODAY) if one.rule == rule]


def test_a_public_page_cannot_be_kept_back_by_a_line(tmp_path: Path):
    pages = {f"docs/public/{name}.md": f"---\n{line}---\n# A\n" for name, line in (("a", "audience: internal\n"), ("b", "audience: public\n"), ("c", "lang: en\n"))}
    sources = {"docs/playbook/pages/d.md": "---\naudience:\n  public\n---\n# D\n"}
    ((place, said),) = border(tmp_path, "kind-border", **pages, **sources)
    assert place == "docs/public/a.md:2" and "whatever lies in this folder is published" in said


@pytest.mark.parametrize(
    ("status", "said"),
    [("draft", "“Slowly”, which is still a draft and not published. Put that document to use first, or take the link out."),
     ("retired", "“Slowly”, which is retired and not published. Link to what came after it, or take the link out.")],
)  # fmt: skip
def test_a_public_page_leads_to_nothing_out_of_use(tmp_path: Path, status: str, said: str):
    sources = {"docs/playbook/principles/slowly.md": PRINCIPLE.format("public", status)}
    found = border(tmp_path, "kind-border", **sources, **{"docs/public/a.md": "# A\n\n[b](../playbook/principles/slowly.md)\n"})
    assert found == [("docs/public/a.md:3", f"this link leads to {said}")]


def test_other_links_are_no_matter_of_what_is_in_use(tmp_path: Path):
    link = "[b](../playbook/principles/{}.md) "
    sources = {
        "docs/playbook/principles/slowly.md": PRINCIPLE.format("public", "active"),
        "docs/playbook/principles/ours.md": PRINCIPLE.format("internal", "draft"),
        "docs/playbook/principles/broken.md": "---\naudience: [\n---\n# Broken\n",
        "docs/playbook/principles/later.md": PRINCIPLE.format("public", "draft"),
        "docs/public/broken.md": "---\nstatus: draft\naudience: [\n---\n# Broken\n",
        "docs/public/a.md": "# A\n\n" + "".join(map(link.format, ("slowly", "ours", "broken", "gone"))) + "[b](broken.md)\n",
        "docs/public/b.md": "---\nstatus: draft\n---\n# B\n\n" + link.format("later"),
    }
    assert [one for one in border(tmp_path, "kind-border", **sources) if one[0].startswith("docs/public/")] == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("b.png", ""), ("b.md", ""), ("b", ""), ("../playbook/pages/d", ""), ("../playbook/pages/gone.md", ""), ("sms:/policies/ours", ""),
        ("https://git.example/docs/playbook/pages/d.md", ""),
        ("../../notes.txt", "`../../notes.txt` lies outside the public pages"),
        ("../playbook/notes.txt", "`../playbook/notes.txt` lies among the sources, which are never published"),
        ("../playbook/policies/OURS", "this leads everybody to “Ours”, which only staff see"),
        ("</ /x.md>", "`/ /x.md` names a place on a computer, not a public page"),
        ("%2fx.md", "`%2fx.md` names a place on a computer, not a public page"),
    ],
)  # fmt: skip
def test_a_public_page_leads_to_public_things(tmp_path: Path, target: str, said: str):
    sources = {"docs/playbook/policies/ours.md": "# Ours\n", "docs/playbook/pages/d.md": PAGE, "docs/public/b.md": "# B\n"}
    found = border(tmp_path, "public-to-internal", **sources, **{"docs/public/a.md": f"# A\n\n[b]({target})\n"})
    assert [message.partition(". ")[0] for _, message in found] == ([said] if said else [])


@pytest.mark.parametrize(
    ("source", "link", "help"),
    [
        ("docs/playbook/pages/a.md", "![b](shop.jpg)", "If everybody may see it, move it to `docs/public/` and write `![…](../../public/shop.jpg)`."),
        ("docs/playbook/fit.md", "[b](img/shop.HEIC)", "If everybody may see it, move it to `docs/public/` and write `[…](../public/shop.HEIC)`."),
        ("docs/public/a.md", "![b](../../shop.png)", "If everybody may see it, move it to `docs/public/` and write `![…](shop.png)`."),
        ("docs/public/a.md", "![b](../playbook/policies/ours)", "Take the link out, or write the words that everybody may read here."),
        ("docs/public/a.md", "[b](../../rota.xlsx)", "Take the link out, or write the words that everybody may read here."),
        ("docs/public/a.md", "[b](https://git.example/docs/playbook/policies/ours.md)", "Take the link out, or write the words that everybody may read here."),
    ],
)  # fmt: skip
def test_a_picture_leads_to_where_everybody_sees_it(tmp_path: Path, source: str, link: str, help: str):
    files = {"docs/playbook/policies/ours.md": "# Ours\n", "docs/public/b.md": "# B\n", source: f"---\naudience: public\n---\n# A\n\n{link}\n"}
    ((_, said),) = border(tmp_path, "public-to-internal", **files)
    assert said.endswith(f". {help}")


def test_without_a_folder_of_public_pages_a_picture_has_no_other_place(tmp_path: Path):
    (said,) = messages(tmp_path, "public-to-internal", **{"pages/a.md": f"{PAGE}![b](shop.jpg)\n"})
    assert said.endswith("Take the link out, or write the words that everybody may read here.")


@pytest.mark.parametrize(
    ("source", "target", "help"),
    [
        ("docs/public/a.md", "../playbook/policies/late-parcle.md", "Take the link out. The nearest, `policies/late-parcel.md`, is for staff."),
        ("docs/playbook/fit.md", "policies/late-parcle.md#why", "Take the link out. The nearest, `policies/late-parcel.md`, is for staff."),
        ("docs/playbook/roles/desk.md", "../policies/late-parcle.md#why", "Did you mean `../policies/late-parcel.md#why`?"),
        ("docs/playbook/policies/letters.md", "late-parcle.md", "Did you mean `late-parcel.md`?"),
        ("docs/public/a.md", "../playbook/principles/slowlyy.md", "Did you mean `../playbook/principles/slowly.md`?"),
        ("docs/public/a.md", "policies/late-parcel.md", "Take the link out. The nearest, `policies/late-parcel.md`, is for staff."),
        ("docs/playbook/roles/desk.md", "late-parcel.md", "Did you mean `../policies/late-parcel.md`?"),
        ("docs/playbook/fit.md", "zzz.md", "Write that document, or take the link out."),
    ],
)  # fmt: skip
def test_a_link_into_nowhere_is_told_the_way_to_write(tmp_path: Path, source: str, target: str, help: str):
    sources = {"docs/playbook/policies/late-parcel.md": "# Late\n", "docs/playbook/principles/slowly.md": PRINCIPLE.format("public", "active")}
    found = border(tmp_path, "dangling-reference", **sources, **{source: f"# A\n\n[b]({target})\n"})
    assert found == [(f"{source}:3", f"this link leads to `{target}`, and there is no such document. {help}")]


def test_a_way_with_spaces_can_be_pasted(tmp_path: Path):
    sources = {"our texts/principles/slowly.md": PRINCIPLE.format("public", "active"), "docs/public/a.md": "# A\n\n[b](<../../our texts/principles/slowlyy.md>)\n"}
    ((_, said),) = border(tmp_path, "dangling-reference", "our texts", **sources)
    assert said.endswith("Did you mean `../../our%20texts/principles/slowly.md`?")


def test_an_address_of_the_web_is_read_without_settings_too(tmp_path: Path):
    broken = {"docs/playbook/playbook.yml": "x: [", "docs/playbook/policies/ours.md": "# Ours\n"}
    ((place, _),) = border(tmp_path, "public-to-internal", **broken, **{"docs/public/a.md": "# A\n\n[b](https://git.example/docs/playbook/policies/ours.md)\n"})
    assert place == "docs/public/a.md:3"


def test_a_folder_of_two_words_hides_nothing(tmp_path: Path):
    sources = {"our texts/policies/ours.md": "# Ours\n", "docs/public/a.md": "# A\n\n[b](<../../our texts/policies/ours.md>)\n"}
    ((place, said),) = border(tmp_path, "public-to-internal", "our texts", **sources)
    assert place == "docs/public/a.md:3" and "“Ours”, which only staff see" in said


@pytest.mark.parametrize(("channel", "help"), [("unreadable", "that can be opened"), ("too large", "put a smaller one")])
def test_what_nobody_can_say_comes_with_what_to_do_about_the_file(channel: str, help: str):
    (one,) = findings_on([Leak("c.bin", channel)])
    assert help in one.help


@pytest.mark.parametrize("key", ["area", "signed_by"])
def test_a_line_above_the_fit_page_hides_nothing(tmp_path: Path, key: str):
    fit = {"fit.md": "# A\n", "fit.pl.md": f"---\nstatus: active\n{key}: by the <i>quay</i>\n---\n# B\n"}
    assert found(tmp_path, "leftover", **fit, **{"playbook.yml": SETTINGS}) == [("fit.pl.md", 3, Level.ERROR)]
