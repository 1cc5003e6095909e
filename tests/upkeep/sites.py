"""Other people's sites, on this machine: what each way answers is written beside it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, create_server
from threading import Thread

Answer = tuple[int, Mapping[str, str]]


class Site:
    """A site and what it was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = dict(answers)
        """By method and way, or by the way alone: `HEAD /late`, `/late`."""
        self.asked: list[str] = []
        self.said: list[Mapping[str, str]] = []
        self.address = ""


@contextmanager
def site(answers: Mapping[str, Answer]) -> Iterator[Site]:
    """A site at a loopback address of its own; what it has no answer for is not there."""
    here = Site(answers)

    class Desk(BaseHTTPRequestHandler):
        def answer(self) -> None:
            here.asked.append(f"{self.command} {self.path}")
            here.said.append(dict(self.headers))
            status, headers = here.answers.get(f"{self.command} {self.path}", here.answers.get(self.path, (404, {})))
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_HEAD = answer

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        here.address = f"http://127.0.0.1:{server.server_port}"
        running = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield here
        finally:
            server.shutdown()
            running.join()


@contextmanager
def dripping(words: bytes) -> Iterator[str]:
    """The address of somebody who says the same again and again, and never comes to an end, until nobody listens."""

    def speak() -> None:
        with suppress(OSError):
            while True:
                speaker, _ = desk.accept()
                speaker.settimeout(0.2)
                with speaker, suppress(OSError):
                    while True:
                        speaker.sendall(words)

    with create_server(("127.0.0.1", 0)) as desk:
        running = Thread(target=speak, daemon=True)
        running.start()
        try:
            yield f"http://127.0.0.1:{desk.getsockname()[1]}/"
        finally:
            # whoever waits for somebody to call is woken by that alone
            desk.shutdown(SHUT_RDWR)
            running.join(5)
