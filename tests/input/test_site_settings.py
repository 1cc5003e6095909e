"""Whatever stands in a site's settings, those who only look into them see a folder or nothing, and never a traceback."""

import os

import pytest

from playbook_plugins.engines.mkdocs.borders import configured, published
from playbook_plugins.read.site import public_folder

BROKEN = {
    "brackets in brackets": b"site_name: " + b"[" * 3_000,
    "brackets that are closed": b"site_name: " + b"[" * 3_000 + b"]" * 3_000,
    "an alias that holds itself": b"extra: &a {b: *a}\nINHERIT: other.yml\nplugins: [playbook]\n",
    "laughs": b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c, *%c]\n" % (n + 1, n + 1, *[n] * 9) for n in range(97, 110)) + b"plugins: [playbook]\n",
    "a tag that runs code": b"site_name: !!python/object/apply:os.system [exit 1]\n",
    "a tag for the environment": b"site_name: !ENV HOME\n",
    "no such day": b"plugins: [playbook]\nextra: 2026-02-30\n",
    "a key twice": b"site_dir: a\nsite_dir: b\n",
    "a key that is a list": b"? [a, b]\n: c\n",
    "not text": b"\xff\xfe\x00",
    "a NUL": b"site_name: a\x00b\n",
    "a tab": b"\tsite_name: a\n",
    "nothing": b"",
    "a list": b"- a\n",
    "plugins that are a number": b"plugins: 5\n",
    "options that are a list": b"plugins: {playbook: [a]}\n",
    "a folder that is a list": b"site_dir: [a]\ndocs_dir: [b]\nplugins: [playbook]\n",
    "a parent that is itself": b"INHERIT: mkdocs.yml\nplugins: [playbook]\n",
    "a parent that is a folder": b"INHERIT: .\nplugins: [playbook]\n",
    "a parent with a NUL": b'INHERIT: "a\\0b"\nplugins: [playbook]\n',
    "a parent without end": b"INHERIT: /dev/zero\nplugins: [playbook]\n",
    "long": b"# " + b"a" * 2_000_000,
}


@pytest.mark.parametrize("name", BROKEN)
def test_settings_that_are_broken_are_looked_into_without_a_traceback(name, tmp_path):
    (sources := tmp_path / "docs" / "playbook").mkdir(parents=True)
    (public := tmp_path / "docs" / "public").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_bytes(BROKEN[name])
    (tmp_path / "other.yml").write_bytes(b"extra: &a {b: *a}\nplugins: [search]\n")
    assert public_folder(sources, root=tmp_path) in (public, None)
    assert len([*configured(file)]) <= 2
    assert file.read_bytes() == BROKEN[name]


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.local.yml", "site/index.html"])
def test_a_pipe_is_not_waited_for(name, tmp_path):
    (sources := tmp_path / "docs" / "playbook").mkdir(parents=True)
    (tmp_path / "site").mkdir()
    os.mkfifo(tmp_path / name)
    assert public_folder(sources, root=tmp_path) is None
    assert [*configured(tmp_path / "mkdocs.yml")] == []
    assert published(tmp_path / "site") is None


def test_parents_that_go_round_in_a_circle_come_to_an_end(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("INHERIT: mkdocs.two.yml\nplugins: [playbook]\n")
    (tmp_path / "mkdocs.two.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: two\n")
    assert {folder.name for _, folder in configured(tmp_path / "mkdocs.yml")} == {"two"}
