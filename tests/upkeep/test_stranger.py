"""A stranger at the door of the internal site."""

import pytest
from click.testing import CliRunner

from playbook_plugins.cli.closed import command
from playbook_plugins.upkeep.stranger import Door, door, signs_in
from tests.upkeep.sites import site

ACCESS = (302, {"Location": "https://quay.cloudflareaccess.com/cdn-cgi/access/login/inside.quay.example"})
GITLAB = (302, {"Location": "https://projects.gitlab.example/auth?domain=https://quay.gitlab.example&state=x"})


@pytest.mark.parametrize(
    ("front", "inner", "met"),
    [
        ((401, {}), (401, {}), Door.CLOSED),
        (ACCESS, ACCESS, Door.CLOSED),
        (GITLAB, GITLAB, Door.CLOSED),
        ((302, {"Location": "/users/sign_in"}), (302, {"Location": "/users/sign_in"}), Door.CLOSED),
        ((302, {"Location": "/front"}), (401, {}), Door.CLOSED),
        ((200, {}), (200, {}), Door.OPEN),
        # a door before the first page alone
        (ACCESS, (200, {}), Door.OPEN),
        ((200, {}), (401, {}), Door.OPEN),
        # nothing was ever put there, so nobody knows
        ((404, {}), (404, {}), Door.UNSURE),
        (ACCESS, (404, {}), Door.UNSURE),
        ((503, {}), (503, {}), Door.UNSURE),
        ((302, {}), (302, {}), Door.UNSURE),
        ((302, {"Location": "/"}), (302, {"Location": "/"}), Door.UNSURE),
        ((302, {"Location": "http://nowhere.invalid/"}), (401, {}), Door.UNSURE),
        ((302, {"Location": "http://[nowhere/"}), (401, {}), Door.UNSURE),
        # programs are turned away, people may not be
        ((403, {}), (403, {}), Door.UNSURE),
        ((403, {"cf-mitigated": "challenge"}), (403, {"cf-mitigated": "challenge"}), Door.UNSURE),
        # the open page lies elsewhere
        ((302, {"Location": "/open"}), (401, {}), Door.OPEN),
    ],
)
def test_what_a_stranger_meets(front, inner, met):
    with site({"/": front, "/live.json": inner, "/front": (401, {}), "/open": (200, {})}) as there:
        assert door(there.address) is met
        assert door(f"{there.address}/") is met


def test_a_site_below_a_folder_is_asked_there():
    with site({"/shop/": (401, {}), "/shop/live.json": (401, {})}) as there:
        assert door(f"{there.address}/shop") is Door.CLOSED
        assert door(there.address) is Door.UNSURE


@pytest.mark.parametrize("address", ["", "quay.example", "ftp://quay.example", "http://nowhere.invalid"])
def test_what_is_no_address_or_does_not_answer_is_unsure(address):
    assert door(address) is Door.UNSURE


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://quay.cloudflareaccess.com/x", True), ("https://cloudflareaccess.com.evil.example/x", False), ("https://g.example/oauth/authorize?x", True),
        ("https://g.example/users/sign_in", True), ("https://g.example/authors/", False), ("https://g.example/login.html", False), ("https://g.example/Login", True), ("https://g.example/", False), ("https://g.example/realms/quay/protocol/openid-connect/auth", True), ("https://g.example/oauth2/start?rd=/", True),
    ],
)
def test_a_page_to_sign_in_is_known_by_its_address(address, is_one):
    assert signs_in(address) is is_one


def test_the_command_ends_well_only_where_every_door_is_closed():
    with site({"/a/": (401, {}), "/a/live.json": (401, {}), "/b/": (200, {})}) as there:
        good, bad = f"{there.address}/a", f"{there.address}/b"
        done = CliRunner().invoke(command, [good])
        assert (done.exit_code, done.output) == (0, f"{good}: a stranger is asked to sign in\n")
        for asked in ([good, bad], [f"{good} {bad}"]):
            done = CliRunner().invoke(command, asked)
            assert done.exit_code == 1 and f"{bad}: everybody may come in\n" in done.output and "must not go there" in done.output
        assert CliRunner().invoke(command, [f"{there.address}/c"]).exit_code == 1


@pytest.mark.parametrize("arguments", [[], [""], [" "]])
def test_a_variable_that_nobody_set_is_no_address(arguments):
    assert CliRunner().invoke(command, arguments).exit_code == 2
