"""Asking outside addresses: on this machine alone, and as politely as anywhere."""

import socket

import pytest

from playbook_plugins.upkeep import links, network
from playbook_plugins.upkeep.links import silent
from tests.upkeep.sites import dripping, site


def closed_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}/"


@pytest.mark.parametrize(
    ("answers", "why", "asked"),
    [
        ({"/x": (200, {})}, "", ["HEAD /x"]),
        ({"/x": (204, {})}, "", ["HEAD /x"]),
        ({"HEAD /x": (405, {}), "GET /x": (200, {})}, "", ["HEAD /x", "GET /x"]),
        ({"HEAD /x": (500, {}), "GET /x": (200, {})}, "", ["HEAD /x", "GET /x"]),
        ({}, "gone", ["HEAD /x", "GET /x"]),
        ({"/x": (410, {})}, "gone", ["HEAD /x", "GET /x"]),
        ({"/x": (503, {})}, "broken", ["HEAD /x", "GET /x"]),
        ({"/x": (403, {})}, "", ["HEAD /x"]),
        ({"/x": (429, {})}, "", ["HEAD /x"]),
        ({"/x": (999, {})}, "", ["HEAD /x"]),
        ({"/x": (301, {"Location": "/y"}), "/y": (200, {})}, "", ["HEAD /x", "HEAD /y"]),
        ({"/x": (301, {"Location": "/y#part"}), "/y": (404, {})}, "gone", ["HEAD /x", "HEAD /y", "GET /x", "GET /y"]),
        ({"/x": (302, {"Location": "/x"})}, "round", ["HEAD /x"] * 8 + ["GET /x"] * 8),
        ({"/x": (302, {"Location": "file:///etc/passwd"})}, "silent", ["HEAD /x", "GET /x"]),
        ({"/x": (302, {"Location": "http://[nowhere/"})}, "broken", ["HEAD /x", "GET /x"]),
        ({"/x": (302, {"Location": "http://no where.example/"})}, "silent", ["HEAD /x", "GET /x"]),
        ({"/x": (302, {})}, "", ["HEAD /x"]),
    ],
)
def test_an_address_leads_somewhere_or_it_is_said_why_not(answers, why, asked):
    with site(answers) as there:
        address = f"{there.address}/x"
        assert silent([address], near=True) == ({address: why} if why else {})
    assert there.asked == asked


def test_we_say_who_asks_and_bring_nothing_along():
    with site({"/x?a=1&b=%20": (200, {})}) as there:
        assert silent([f"{there.address}/x?a=1&b=%20"], near=True) == {}
    (said,) = there.said
    assert said["User-Agent"].startswith("mkdocs-playbook/") and not {"Cookie", "Authorization", "Referer"} & said.keys()


def test_letters_of_every_language_may_stand_in_an_address():
    with site({"/o-nas/zg%C5%82o%C5%9B": (200, {})}) as there:
        assert silent([f"{there.address}/o-nas/zgłoś"], near=True) == {}


def test_nobody_goes_by_that_name_or_nobody_answers():
    addresses = ["http://nowhere.invalid/", closed_port()]
    assert silent(addresses, near=True) == dict(zip(addresses, ("unknown", "silent"), strict=True))


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}", "10.0.0.1", "192.168.0.1", "169.254.169.254", "0.0.0.0:{port}", "[::ffff:127.0.0.1]:{port}", "[::127.0.0.1]:{port}", "[64:ff9b::7f00:1]:{port}", "[2002:7f00:1::]:{port}", "224.0.0.1"])
def test_this_machine_and_its_network_are_never_asked(host):
    with site({"/": (200, {})}) as there:
        address = f"http://{host.format(port=there.address.rpartition(':')[2])}/"
        assert silent([address]) == {address: "near"}
    assert there.asked == []


@pytest.mark.parametrize("address", ["ftp://quay.example/", "file:///etc/passwd", "javascript:alert(1)", "//quay.example/", "http:///x", "mailto:a@quay.example", "http://quay.example:99999/", "http://[quay.example/", "http://qu ay.example/", "http://quay\0.example/"])
def test_what_is_no_address_of_a_site_is_not_asked(address):
    assert silent([address]) == {address: "silent"}


def test_each_address_is_asked_once_and_told_in_order():
    with site({"/a": (200, {})}) as there:
        addresses = [f"{there.address}/{way}" for way in ("c", "a", "b", "c")]
        assert list(silent(addresses, near=True)) == [addresses[0], addresses[2]]
    assert there.asked == ["HEAD /c", "GET /c", "HEAD /a", "HEAD /b", "GET /b"]


@pytest.mark.parametrize("drip", [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b"H"])
def test_an_answer_that_never_ends_is_not_waited_for(drip, monkeypatch):
    monkeypatch.setattr(network, "PATIENCE", 0.2)
    with dripping(drip) as address:
        assert silent([address], near=True) in ({}, {address: "silent"})


def test_a_host_that_hangs_does_not_cost_the_night(monkeypatch):
    monkeypatch.setattr(links, "_PER_HOST", 0.0)
    with site({"/": (200, {})}) as there:
        assert silent([f"{there.address}/"], near=True) == {f"{there.address}/": "silent"}
    assert there.asked == []
