"""The command finds the hand-written public pages where a plain build finds them."""

import pytest

from playbook_plugins.read.site import public_folder


@pytest.fixture
def root(tmp_path):
    for name in ("docs/playbook", "docs/public", "site-pages", "other/playbook"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


def test_without_settings_it_lies_beside_the_sources(root):
    assert public_folder(root / "docs/playbook", root=root) == root / "docs/public"
    assert public_folder(root / "other/playbook", root=root) is None


@pytest.mark.parametrize(
    "plugins", ["{playbook: {source: other/playbook}}", "[search, playbook: {source: other/playbook}]", "\n  - playbook:\n      source: other/playbook\n"]
)
def test_the_settings_of_the_site_are_believed_for_their_own_sources(plugins, root):
    (root / "mkdocs.yml").write_text(f"docs_dir: site-pages\nplugins: {plugins}\ntheme: !!python/name:os.system ''\n")
    assert public_folder(root / "other/playbook", root=root) == root / "site-pages"
    assert public_folder(root / "docs/playbook", root=root) == root / "docs/public"


@pytest.mark.parametrize("settings", ["docs_dir: docs\n", "docs_dir: [a]\n", "docs_dir: nowhere\n", "- a\n", "{", "\0"])
def test_settings_that_lead_nowhere_give_no_folder_that_holds_the_sources(settings, root):
    (root / "mkdocs.yml").write_text(settings)
    assert public_folder(root / "docs/playbook", root=root) in (None, root / "docs/public")
