"""What may befall a build: kills, full disks, closed doors, odd names and zones. Files stay whole, words few."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from geo.files import write_whole
from geo.world.natural_earth import BUNDLE
from tests.folders import REAL_LEAGUE
from tests.hardship import Done, Hardship, build_on, started, suffered, write_without_end
from tests.pages import MEMBERSHIP

ROOT = Path(__file__).parent.parent
EARLY, LATE = date(2015, 1, 1), date(2020, 6, 1)
BUILD = ["build", str(REAL_LEAGUE), "--map", MEMBERSHIP, "--scale", "110m", "--out", "maps"]
PAGE = f"{MEMBERSHIP}.html"
COMMAND = "from layers.__main__ import main; main()"
Files = dict[str, bytes]


def files_of(folder: Path) -> Files:
    """Return every file of a folder, hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def assert_one_line(done: Done, status: int, *words: str) -> None:
    assert done.status == status, done.err
    assert len(done.err.strip().splitlines()) == 1 and done.err.startswith("blocmap: "), done.err
    for word in words:
        assert word in done.err


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Files, Files]:
    """Return a page with its manifest and index as of two days."""
    folders = [tmp_path_factory.mktemp(day.isoformat()) for day in (EARLY, LATE)]
    builds = [started(build_on, folder, day) for folder, day in zip(folders, (EARLY, LATE), strict=True)]
    for build in builds:
        build.join()
        assert build.exitcode == 0
    early, late = map(files_of, folders)
    assert early.keys() == late.keys() and all(early[name] != late[name] for name in (PAGE, "index.html"))
    return early, late


def put(folder: Path, files: Files) -> None:
    """Write files as the command does."""
    for name, content in files.items():
        write_whole(folder / name, content)


def assert_whole(folder: Path, versions: tuple[Files, Files]) -> None:
    """Expect the files of two versions, each whole in one of them, and no other.

    The index tells of the other files, so that it may be neither version's where these are of both.
    """
    early, late = versions
    found = files_of(folder)
    assert found.keys() == early.keys()
    index = found.pop("index.html")
    assert all(content in (early[name], late[name]) for name, content in found.items())
    assert index[:100] == early["index.html"][:100] and index[-30:] == early["index.html"][-30:]
    assert PAGE.encode() in index


def kill_after(seconds: float, process: BaseProcess) -> None:
    """Kill a process at a moment of its life, if it still lives."""
    time.sleep(seconds)
    process.kill()
    process.join()


def test_fifty_kills_while_files_are_written_leave_whole_ones_and_no_others(
    tmp_path: Path, versions: tuple[Files, Files]
) -> None:
    chance, seen = random.Random(50), set()
    put(tmp_path, versions[0])
    for _ in range(50):
        process = started(write_without_end, tmp_path, list(versions))
        kill_after(chance.uniform(0.02, 0.06), process)
        assert process.exitcode == -signal.SIGKILL
        # Between two calls of the system a file has another name; whoever writes it next clears that away.
        between = [path for path in tmp_path.iterdir() if path.name.startswith(".")]
        assert len(between) <= 1 and all(path.name.endswith(".whole") for path in between)
        seen.add((tmp_path / PAGE).read_bytes())
        late = {path.name.removeprefix(".").removesuffix(".whole") for path in between}
        put(tmp_path, {name: content for name, content in versions[1].items() if name in late})
        assert_whole(tmp_path, versions)
    assert len(seen) == 2, "the kills came before anything was written"


def test_kills_during_a_build_leave_what_was_there_or_what_was_to_come(
    tmp_path: Path, versions: tuple[Files, Files]
) -> None:
    put(tmp_path, versions[0])
    start = time.monotonic()
    whole = started(build_on, tmp_path, EARLY)
    whole.join()
    took, chance = time.monotonic() - start, random.Random(8)
    for _ in range(8):
        kill_after(chance.uniform(0, 1.2 * took), started(build_on, tmp_path, LATE))
        assert_whole(tmp_path, versions)


def test_two_builds_into_one_folder_do_not_harm_each_other(tmp_path: Path, versions: tuple[Files, Files]) -> None:
    both = [started(build_on, tmp_path, day) for day in (EARLY, LATE)]
    for build in both:
        build.join()
        assert build.exitcode == 0
    assert_whole(tmp_path, versions)


def test_a_full_disk_is_one_line_and_keeps_what_was_there(tmp_path: Path, versions: tuple[Files, Files]) -> None:
    maps = tmp_path / "maps"
    maps.mkdir()
    put(maps, versions[0])
    # No file may grow beyond a part of the page: the system answers as it does when nothing is left of the disk.
    limit = Hardship(file_bytes=len(versions[1][PAGE]) // 2)
    assert_one_line(suffered(tmp_path, BUILD, limit), 1, f"maps/{PAGE}: File too large")
    assert files_of(maps) == versions[0]


@pytest.mark.parametrize("form", ["gpkg", "geojson"])
def test_a_full_disk_during_an_export_is_one_line_and_leaves_no_file(form: str, tmp_path: Path) -> None:
    export = ["export", str(REAL_LEAGUE), "--format", form, "--scale", "110m", "--out", "data"]
    done = suffered(tmp_path, export, Hardship(file_bytes=20_000))
    assert done.status == 1 and "Traceback" not in done.err
    assert done.err.splitlines()[-1].startswith("blocmap: ")
    left = list((tmp_path / "data").iterdir()) if (tmp_path / "data").exists() else []
    assert all(path.suffix == f".{form}" and path.stat().st_size < 20_000 for path in left)


@pytest.mark.parametrize("arguments", [BUILD, ["export", str(REAL_LEAGUE), "--format", "csv", "--out", "maps"]])
def test_a_folder_that_may_not_be_written_is_named(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir(mode=0o555)
    done = suffered(tmp_path, arguments, Hardship(modes_count=True))
    assert_one_line(done, 1, "maps/league-members", "Permission denied")
    assert "/." not in done.err, "the name of a temporary file says nothing to a reader"
    assert list((tmp_path / "maps").iterdir()) == []


def test_without_a_temporary_folder_one_line_says_so(tmp_path: Path) -> None:
    done = suffered(tmp_path, [*BUILD, "--check"], Hardship(no_temporary_folder=True))
    assert_one_line(done, 1, "blocmap: No usable temporary directory")


def damaged(path: Path, content: bytes, tmp_path: Path) -> Done:
    """Return what a build says of a bundle one of whose files has another content."""
    bundle = tmp_path / "bundle"
    shutil.copytree(BUNDLE, bundle)
    (bundle / path).write_bytes(content)
    return suffered(tmp_path, BUILD, Hardship(variables={"BLOCMAP_NATURAL_EARTH": str(bundle)}))


@pytest.mark.parametrize(
    ("suffix", "damage"), [("shp", "truncated"), ("shp", "tampered"), ("shx", "emptied"), ("dbf", "tampered")]
)
def test_a_damaged_bundle_is_one_line_that_names_the_file(suffix: str, damage: str, tmp_path: Path) -> None:
    path = Path("shapefiles", "natural_earth", "cultural", f"ne_110m_admin_0_countries.{suffix}")
    content = (BUNDLE / path).read_bytes()
    flipped = content[:300] + bytes([content[300] ^ 1]) + content[301:]
    put = {"truncated": content[: len(content) // 2], "tampered": flipped, "emptied": b""}[damage]
    assert_one_line(damaged(path, put, tmp_path), 1, path.name, "the file is damaged: install the package again")


@pytest.mark.parametrize("content", [b"\xff\xfe[", b"version = ", b"version = '1'\n"])
def test_a_damaged_list_of_hashes_is_one_line_too(content: bytes, tmp_path: Path) -> None:
    assert_one_line(damaged(Path("registry.toml"), content, tmp_path), 1, "registry.toml: is damaged", "install")


@pytest.mark.parametrize("shell", [">&-", ">&- 2>&-", "| head -0", ">/dev/full"])
def test_standard_output_may_be_closed_or_full(shell: str) -> None:
    command = f"set -o pipefail; '{sys.executable}' -c '{COMMAND}' list {shell}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if shell in ("| head -0", ">/dev/full") else 0)
    assert done.stderr == ("blocmap: No space left on device\n" if shell == ">/dev/full" else "")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [(["list"], 0, ""), (["check", "."], 1, ""), (["bulid"], 2, "blocmap: No such command"), (["--version"], 0, "")],
)
def test_the_command_ends_at_once_with_its_status_and_all_it_said(
    arguments: list[str], status: int, words: str, tmp_path: Path
) -> None:
    # What is taken down at the end of Python would say so.
    loud = "held = type('Loud', (), {'__del__': lambda _: print('taken down')})()"
    ending = f"import atexit; atexit.register(print, 'last'); {loud}"
    program = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {ending}; {COMMAND}", *arguments]
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == status
    assert done.stdout.splitlines()[-1] == "last"
    assert done.stderr.startswith(words) and len(done.stderr.splitlines()) == bool(words)


def test_tables_with_the_line_ends_of_windows_give_the_same_page(tmp_path: Path, versions: tuple[Files, Files]) -> None:
    bloc = tmp_path / "bloc"
    shutil.copytree(REAL_LEAGUE, bloc)
    for path in bloc.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = suffered(tmp_path, ["build", "bloc", *BUILD[2:]], Hardship())
    assert done.status == 0, done.err
    assert (tmp_path / "maps" / PAGE).read_bytes() == versions[1][PAGE]


DIGESTS = """
import hashlib, sys
from pathlib import Path
from geo.bloc import load_bloc
from geo.export.write import FORMATS, export_bloc
from layers.build import BuildOptions, build_bloc
bloc, out = load_bloc(sys.argv[1], scale="110m"), Path(sys.argv[2])
build_bloc(bloc, out, BuildOptions(maps=("league-line",), scale="110m", figures=True, sizes=("column",)))
for form in FORMATS:
    export_bloc(bloc, form, out)
for path in sorted(out.iterdir()):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""
PLAIN = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC", "BLOCMAP_CACHE": "off"}
ODD = {"PYTHONHASHSEED": "77", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Chatham", "PYTHONUTF8": "0",
       "PYTHONCOERCECLOCALE": "0", "BLOCMAP_CACHE": "off"}  # fmt: skip


def test_bytes_do_not_hang_on_hashes_locale_zone_home_or_folder(tmp_path: Path) -> None:
    spaced = tmp_path / "две папки и 两个" / "лига"
    shutil.copytree(REAL_LEAGUE, spaced)
    runs = []
    for bloc, out, variables, without in (
        (REAL_LEAGUE, tmp_path / "out", PLAIN, ""),
        (spaced, spaced.parent / "вы вод", ODD, "HOME"),
    ):
        out.mkdir()
        kept = {name: value for name, value in os.environ.items() if name != without and not name.startswith("LC_")}
        environment = kept | variables | {"PYTHONPATH": str(ROOT)}
        program = [sys.executable, "-c", DIGESTS, str(bloc), str(out)]
        runs.append(subprocess.Popen(program, cwd=out.parent, env=environment, stdout=-1, stderr=-1, text=True))
    (first, first_err), (second, second_err) = (run.communicate() for run in runs)
    assert [run.returncode for run in runs] == [0, 0], first_err + second_err
    assert first == second and len(first.splitlines()) > 30
    assert {line.rpartition(" ")[0].rpartition(".")[2] for line in first.splitlines()} >= {"html", "pdf", "svg", "png"}
