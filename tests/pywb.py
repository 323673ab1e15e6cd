"""pywb, a real web archive, on loopback: a WARC of our own, its index, its TimeGate, its proxy.

Rules kept here:
- pywb lives in a virtual environment of its own beside ours (.venv-pywb), since its pins clash with
  ours. It is made once, by .ci/run or by the first test that needs it; where that cannot be done,
  the tests are skipped and say why.
- Everything is bounded: making, starting and stopping. The server's process group ends with the
  session, whatever became of the tests.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOME = ROOT / ".venv-pywb"
PACKAGES = ("pywb", "warcio", "setuptools<81")
"""pywb asks for pkg_resources, which later versions of setuptools have no more."""

_CONFIG = """\
proxy:
  coll: test
  ca_name: pincite tests
  ca_file_cache: proxy-certs/pywb-ca.pem
  enable_banner: false
  enable_wombat: false
  enable_content_rewrite: false
"""
HTML = (("Content-Type", "text/html; charset=utf-8"),)


@dataclass(frozen=True)
class Capture:
    """One record of the WARC."""

    url: str
    date: str
    """ISO 8601, UTC, whole seconds, with Z."""
    body: bytes = b""
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = HTML


@dataclass(frozen=True)
class Pywb:
    """A running archive."""

    port: int
    authority: Path
    """PEM of the certificate authority with which the proxy signs for every host."""

    @property
    def collection(self) -> str:
        """Address of the collection, with a slash at its end."""
        return f"http://127.0.0.1:{self.port}/test/"

    @property
    def proxy(self) -> str:
        """Address of the proxy."""
        return f"http://127.0.0.1:{self.port}"


def html(title: str, words: str) -> bytes:
    """A page."""
    return (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{words}</p></body></html>"
    ).encode()


def programs() -> Path:
    """The folder of pywb's programs, made where it is missing; else skips the test."""
    found = HOME / "bin"
    with (ROOT / ".venv-pywb.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (found / "wayback").exists():
            return found
        try:
            _quietly([sys.executable, "-m", "venv", str(HOME)], 30)
            _quietly([str(found / "python"), "-m", "pip", "install", "-q", *PACKAGES], 80)
        except (OSError, subprocess.SubprocessError) as problem:
            pytest.skip(f"pywb cannot be installed into {HOME.name}: {problem}")
    return found


def _quietly(command: Sequence[str], seconds: float, cwd: Path | None = None, **more: str) -> None:
    subprocess.run(
        command,
        check=True,
        timeout=seconds,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        input=more.get("text", ""),
    )


@contextmanager
def serving(folder: Path, captures: Sequence[Capture]) -> Iterator[Pywb]:
    """pywb with a collection `test` of these captures, until the block ends."""
    run = programs()
    told = [
        {
            "url": each.url,
            "date": each.date,
            "status": each.status,
            "headers": each.headers,
            "body": base64.b64encode(each.body).decode(),
        }
        for each in captures
    ]
    warc = ROOT / "tests" / "pywb_warc.py"
    _quietly([str(run / "python"), str(warc), "test.warc.gz"], 30, folder, text=json.dumps(told))
    _quietly([str(run / "wb-manager"), "init", "test"], 30, folder)
    _quietly([str(run / "wb-manager"), "add", "test", "test.warc.gz"], 30, folder)
    (folder / "config.yaml").write_text(_CONFIG)
    port = _free_port()
    with (folder / "pywb.log").open("wb") as log:
        process = subprocess.Popen(
            [str(run / "wayback"), "-b", "127.0.0.1", "-p", str(port), "--proxy", "test"],
            cwd=folder,
            stdout=log,
            stderr=log,
            env={k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")},
            start_new_session=True,
        )
        try:
            _wait_until_up(process, port, folder / "pywb.log")
            yield Pywb(port, folder / "proxy-certs" / "pywb-ca.pem")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Until the index answers; 20 seconds at most."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    address = f"http://127.0.0.1:{port}/test/cdx?url=http://example.com/"
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        try:
            with opener.open(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"pywb did not come up: {log.read_text(errors='replace')[-2000:]}")
