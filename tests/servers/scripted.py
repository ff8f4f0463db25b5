"""An OpenAI-compatible server on a free port of this machine that does exactly what a test tells it, however nasty."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Exchange"], None]


@dataclass
class Exchange:
    """One request with the means to answer it."""

    handler: BaseHTTPRequestHandler
    body: dict[str, Any]
    number: int
    closing: threading.Event

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][-1]["content"])

    def status(self, code: int, message: str = "", headers: dict[str, str] | None = None) -> None:
        """An error as vendors send it."""
        data = json.dumps(
            {"error": {"message": message or f"error {code}", "type": "test", "code": str(code)}}
        ).encode()
        self.handler.send_response(code)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.handler.send_header(name, value)
        self.handler.send_header("Content-Length", str(len(data)))
        self.handler.end_headers()
        self.handler.wfile.write(data)

    def begin(self, content_type: str = "text/event-stream") -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", content_type)
        self.handler.end_headers()

    def raw(self, data: str) -> None:
        self.handler.wfile.write(data.encode())
        self.handler.wfile.flush()

    def piece(self, text: str) -> None:
        """One streamed piece of the answer."""
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}],
        }
        self.raw(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")

    def done(self) -> None:
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "m",
            "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}],
        }
        self.raw(f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n")

    def answer(self, text: str, pause: float = 0.0, size: int = 6) -> None:
        """The whole answer: streamed where the request asks for it."""
        if not self.body.get("stream"):
            message = {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
            self.begin("application/json")
            self.raw(json.dumps(message, ensure_ascii=False))
            return
        self.begin()
        for start in range(0, len(text), size):
            self.piece(text[start : start + size])
            if pause:
                self.closing.wait(pause)
        self.done()

    def silence(self, seconds: float = 30.0) -> None:
        """Nothing at all, until the test is over."""
        self.closing.wait(seconds)


@dataclass
class ScriptedServer:
    """A running server: its base URL and the requests that it got."""

    url: str
    script: Script
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def scripted_server(script: Script, models: tuple[str, ...] = ("m",)) -> Iterator[ScriptedServer]:
    """A server that lists ``models``, embeds everything in 8 dimensions and answers chats by ``script``."""
    state = ScriptedServer(url="", script=script)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

        def do_GET(self) -> None:
            rows = [{"id": name, "object": "model", "created": 1, "owned_by": "test"} for name in models]
            self._json({"object": "list", "data": rows})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", "0"))
            body = json.loads(self.rfile.read(length))
            state.requests.append(body)
            state.keys.append(self.headers.get("Authorization", ""))
            try:
                if self.path.endswith("/embeddings"):
                    texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
                    rows = [
                        {"object": "embedding", "index": i, "embedding": [1.0, 0.0, 0.5, 0.2, 0.1, 0.3, 0.4, 0.6]}
                        for i in range(len(texts))
                    ]
                    self._json(
                        {"object": "list", "data": rows, "model": "e", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
                    )
                else:
                    state.script(Exchange(handler=self, body=body, number=len(state.requests), closing=state.closing))
            except (BrokenPipeError, ConnectionResetError):
                return  # the client has had enough

        def _json(self, value: dict[str, Any]) -> None:
            data = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield state
    finally:
        state.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=2)


def free_port() -> int:
    """A port of this machine that nobody listens on just now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether ``ready`` came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.05)
    return False
