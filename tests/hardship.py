"""The command and its writers in forked processes, where a disk may be full and a process may be killed."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from geo.bloc import Bloc, load_bloc
from geo.files import write_whole
from layers.build import BuildOptions, build_bloc
from layers.cli import main
from tests.folders import REAL_LEAGUE
from tests.pages import MEMBERSHIP

WAIT_S = 120
_CAPABILITY_VERSION = 0x20080522
_ABOVE_MODES = 0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER


@dataclass(frozen=True)
class Done:
    """What a run of the command left: its status and its words."""

    status: int | None
    out: str
    err: str


@dataclass(frozen=True)
class Hardship:
    """What a run of the command has to bear: variables, a limit of bytes a file, no right to write everywhere."""

    variables: Mapping[str, str] = field(default_factory=dict)
    file_bytes: int | None = None
    no_temporary_folder: bool = False
    modes_count: bool = False


def forks() -> ForkServerContext:
    """Return what starts processes with all imports done, as forks of a server without threads."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def started(target: Callable[..., None], *arguments: Any) -> BaseProcess:
    """Return a running fork."""
    process = forks().Process(target=target, args=arguments)
    process.start()
    return process


def suffered(folder: Path, arguments: list[str], hardship: Hardship) -> Done:
    """Return what the command does in a folder under a hardship."""
    words = [Path(tempfile.mkstemp(dir=folder.parent, prefix="words-")[1]) for _ in "12"]
    process = started(_suffer, folder, arguments, hardship, words)
    process.join(WAIT_S)
    return Done(process.exitcode, *(one.read_text(encoding="utf-8") for one in words))


def _suffer(folder: Path, arguments: list[str], hardship: Hardship, words: list[Path]) -> None:
    for number, path in enumerate(words, start=1):
        os.dup2(os.open(path, os.O_WRONLY), number)
    os.chdir(folder)
    os.environ.update(hardship.variables)
    sys.argv = ["blocmap", *arguments]
    if hardship.file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hardship.file_bytes, hardship.file_bytes))
    if hardship.no_temporary_folder:
        tempfile.tempdir = None
        vars(tempfile)["_candidate_tempdir_list"] = lambda: [str(folder / "nowhere")]
    if hardship.modes_count:
        obey_modes()
    main()


def obey_modes() -> None:
    """Let the modes of files count for this process, be it root's: give up the capabilities that stand above them."""
    if os.geteuid() == 0:
        header, sets = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
        library = ctypes.CDLL(None, use_errno=True)
        assert library.capget(header, sets) == 0
        sets[0] &= ~_ABOVE_MODES
        assert library.capset(header, sets) == 0, os.strerror(ctypes.get_errno())


def league() -> Bloc:
    """Return the invented league at the coarsest scale."""
    return load_bloc(REAL_LEAGUE, scale="110m")


def build_on(out: Path, day: date) -> None:
    """Build a page of the league as of a day."""
    build_bloc(league(), out, BuildOptions(maps=(MEMBERSHIP,), as_of=day, scale="110m"))


def write_without_end(out: Path, versions: list[dict[str, bytes]]) -> None:
    """Write one version of some files over the other until killed."""
    for files in cycle(versions):
        for name, content in files.items():
            write_whole(out / name, content)
