"""A bloc's maps served on this machine while its tables are edited: built anew on save, reloaded in place.

The folder is watched by the size and time of its files, and so are those of blocs that its maps show beside its own. A
page stands in a frame of a small shell, which asks the server whether there is anything new; so the page itself is the
very one that a build writes, and keeps day, view and language in its address. While a table is faulty, the last good
page stays and the faults lie over it, by file, line and column.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from geo.bloc import load_bloc
from geo.errors import MapDataError
from geo.reading.beside import bloc_beside
from geo.reading.toml_file import read_spec
from layers.build import BuildOptions, build_bloc, plan_steps
from layers.data_files import STATIC
from layers.page.assets import templates
from layers.page.policy import csp_hash

HOST = "127.0.0.1"
LOCAL_NAMES = (HOST, "localhost")
WATCH_S = 0.4
SHELL, STATE = "/", "/state.json"
FRAME_NAME = "blocmap-preview"

Stamp = dict[str, tuple[int, int]]


@dataclass
class Preview:
    """A bloc's folder, where its pages are built to, and what came of the last build."""

    folder: Path
    out: Path
    options: BuildOptions
    worldview: str = "un"
    version: int = 0
    maps: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    _seen: Stamp = field(default_factory=dict)
    _watched: tuple[Path, ...] = ()

    def refresh(self) -> bool:
        """Build anew where a watched file has changed since the last time, and tell whether one had."""
        if self._watched and self._stamp() == self._seen:
            return False
        self._watched = (self.folder, *folders_beside(self.folder))
        self._seen = self._stamp()
        try:
            bloc = load_bloc(self.folder, worldview=self.worldview)
            build_bloc(bloc, self.out, self.options)
            self.maps, self.faults = plan_steps(bloc, self.options), []
        except MapDataError as error:
            self.faults = str(error).splitlines()
        except OSError as error:  # a file that an editor is just putting in place
            self.faults = [f"{error.filename}: {error.strerror}"]
        self.version += 1
        return True

    def _stamp(self) -> Stamp:
        return {name: about for folder in self._watched for name, about in stamp(folder).items()}

    def state(self) -> bytes:
        """Return what the shell asks for."""
        return json.dumps({"version": self.version, "maps": self.maps, "faults": self.faults}).encode()


def folders_beside(folder: Path) -> list[Path]:
    """Return the folders of the other blocs that a folder's maps show; none while its bloc.toml is faulty."""
    spec, _ = read_spec(folder, [])
    aspects = {aspect.id for aspect in spec.aspects} if spec else set()
    names = {drawn.overlap for drawn in spec.maps if drawn.overlap} - aspects if spec else set()
    return [found for name in sorted(names) if (found := bloc_beside(folder, name))]


def stamp(folder: Path) -> Stamp:
    """Return the size and time of every file of a folder by its name, without those that begin with a dot."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not any(part.startswith((".", "~")) for part in path.relative_to(folder).parts) and path.is_file():
            about = path.stat()
            found[str(path)] = (about.st_size, about.st_mtime_ns)
    return found


class _Handler(SimpleHTTPRequestHandler):
    """Serves the shell, the state and the built files, to this machine alone."""

    def __init__(self, *arguments: object, preview: Preview, **options: object) -> None:
        self.preview = preview
        super().__init__(*arguments, directory=str(preview.out), **options)  # type: ignore[arg-type]  # passed through

    def do_GET(self) -> None:
        # A name of elsewhere that was made to lead here is somebody else's page asking.
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in LOCAL_NAMES:
            self.send_error(403)
        elif self.path.split("?")[0] == SHELL:
            self._answer(shell().encode(), "text/html; charset=utf-8")
        elif self.path == STATE:
            self._answer(self.preview.state(), "application/json")
        else:
            super().do_GET()

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep quiet: the terminal tells of builds, not of requests."""


def shell() -> str:
    """Return the page around the page."""
    script, style = ((STATIC / f"preview.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    policy = (
        f"default-src 'none'; script-src {csp_hash(script)}; style-src {csp_hash(style)}; connect-src 'self'; "
        "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = templates().get_template("preview.html")
    return page.render(csp=policy, script=script, style=style, frame_name=FRAME_NAME)


def serve(preview: Preview, port: int, ready: Callable[[str], None], stop: threading.Event) -> None:
    """Build, serve on loopback and build again on every save, until ``stop`` is set.

    ``port`` 0 takes any that is free. ``ready`` hears the address once the first build is done. Raises ``OSError``
    where the port is taken.
    """
    with ThreadingHTTPServer((HOST, port), partial(_Handler, preview=preview)) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            preview.refresh()
            ready(f"http://{HOST}:{server.server_address[1]}/")
            while not stop.wait(WATCH_S):
                preview.refresh()
        finally:
            server.shutdown()
            thread.join()


def run(folder: Path, options: BuildOptions, worldview: str, port: int, *, browser: bool) -> None:
    """Serve a folder's maps until Ctrl-C, tell where, and open a browser there if asked to."""

    def ready(address: str) -> None:
        print(f"{address}  shows {folder}; save a table to see it, Ctrl-C to end", flush=True)
        for fault in shown.faults:
            print(fault, file=sys.stderr)
        if browser:
            webbrowser.open(address)

    with tempfile.TemporaryDirectory(prefix="blocmap-") as out:
        shown = Preview(folder, Path(out), options, worldview)
        try:
            serve(shown, port, ready, threading.Event())
        except KeyboardInterrupt:
            print("ended")
