"""The command: what it prints, where it writes, and how it fails: one clear line and the right status."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import cartopy
import pytest

import geo
from geo.shipped import bloc_folder, read_outline, shipped_blocs
from layers.cli import main
from tests.folders import REAL_LEAGUE


@dataclass(frozen=True)
class Done:
    """What a run of the command left: its status and its words."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def blocmap(tmp_path, monkeypatch, capsys):
    """Return a function that runs the command in an empty folder; the imports, two seconds, are paid for once."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["blocmap", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        words = capsys.readouterr()
        return Done(ended.value.code or 0, words.out, words.err)

    return run


def assert_one_line(done, status, *words):
    assert done.returncode == status, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def test_build_writes_the_pages_it_names(blocmap, tmp_path):
    done = blocmap("build", REAL_LEAGUE, "--map", "league-members", "--scale", "110m", "--out", "maps")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "a progress bar belongs on a terminal only"
    assert "maps/league-members.html" in done.stdout
    assert (tmp_path / "maps" / "league-members.html").stat().st_size > 100_000
    assert (tmp_path / "maps" / "index.html").exists()
    same = blocmap("build", REAL_LEAGUE, "--map", "league-members", "--scale", "110m", "--out", "maps", "--check")
    assert same.returncode == 0, same.stderr
    (tmp_path / "maps" / "league-members.html").write_text("touched")
    other = blocmap("build", REAL_LEAGUE, "--map", "league-members", "--scale", "110m", "--out", "maps", "--check")
    assert_one_line(other, 1, "league-members.html", "differs")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "sca"], ["'sca' is not a bloc or a folder", ", ".join(shipped_blocs()), "did you mean 'sco'?"]),
        (["build", REAL_LEAGUE, "--map", "league-membrs"], ["league-line", "did you mean 'league-members'?"]),
        (["build", REAL_LEAGUE, "--as-of", "04.07.2024"], ["'04.07.2024'", "2024-07-04"]),
        (["build", REAL_LEAGUE, "--scale", "20m"], ["'20m'", "110m, 50m, 10m"]),
        (["build", REAL_LEAGUE, "--worldview", "mars"], ["mars", "un", "natural-earth"]),
        (["build", REAL_LEAGUE, "--lang", "fr"], ["'fr'", "en, ru, zh"]),
        (["build", REAL_LEAGUE, "--no-such"], ["--no-such"]),
        (["bulid"], ["bulid"]),
        (["export", REAL_LEAGUE, "--format", "shp"], ["'shp'", "geojson"]),
        (["embed", "nothing.html"], ["nothing.html"]),
        (["check", "nowhere"], ["nowhere"]),
        (["fetch", "admin_0_countries", "--scale", "7m"], ["'7m'"]),
    ],
)
def test_misuse_is_one_line_and_status_two(blocmap, arguments, words):
    assert_one_line(blocmap(*arguments), 2, *words)


def test_it_runs_as_a_program_of_its_own(tmp_path):
    program = [sys.executable, "-c", "from layers.cli import main; main()", "bulid"]
    done = subprocess.run(program, capture_output=True, text=True, cwd=Path(__file__).parent.parent, check=False)
    assert_one_line(done, 2, "bulid", "build")


HEAVY = ("geopandas", "pandas", "folium", "matplotlib", "cartopy", "pyogrio", "pyarrow", "rich.progress")
# What a check of points and colours does without, as long as nothing is wrong.
GEOMETRY = ("numpy", "shapely", "pyproj", "coloraide")


def loaded_by(*lines, among=HEAVY):
    """Return which of some libraries, the heavy ones, a fresh process has loaded after some lines of Python."""
    program = "\n".join([*lines, "import sys; print(*sys.modules, file=sys.stderr)"])
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    loaded = done.stderr.split()
    assert "geo" in loaded
    return [name for name in among if name in loaded]


def test_the_command_tells_its_version(blocmap):
    done = blocmap("--version")
    assert (done.returncode, done.stdout) == (0, f"blocmap {geo.__version__}\n")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "--help"], ["list"], ["check", "sco"]])
def test_a_quick_command_loads_no_heavy_library(arguments):
    assert (
        loaded_by(
            "import sys; sys.argv[1:] = " + repr(arguments),
            "from layers.cli import main",
            "try: main()",
            "except SystemExit as ended: assert not ended.code",
            among=(*HEAVY, *GEOMETRY),
        )
        == []
    )


def test_pages_are_built_without_what_only_folium_figures_and_terminals_need(tmp_path):
    program = [
        f"import sys; sys.argv[1:] = ['build', 'eaeu', '--scale', '110m', '--out', {str(tmp_path)!r}]",
        "from layers.cli import main",
        "try: main()",
        "except SystemExit as ended: assert not ended.code",
    ]
    assert loaded_by(*program, among=("folium", "branca", "matplotlib", "rich")) == []
    assert (tmp_path / "eaeu-membership.html").is_file()


@pytest.mark.parametrize(
    "line", ["import geo, layers", "import geo.errors", "from geo import MisuseError, read_tables"]
)
def test_a_light_name_loads_no_heavy_library(line):
    assert loaded_by(line) == []


def test_a_layer_that_is_nowhere_is_status_one_and_says_what_to_type(blocmap, tmp_path, monkeypatch):
    monkeypatch.setitem(cartopy.config, "data_dir", tmp_path)
    done = blocmap("build", REAL_LEAGUE, "--worldview", "ind")
    assert_one_line(done, 1, "admin_0_countries_ind", "blocmap fetch", "10m")


def test_faulty_tables_are_all_told_with_their_places(blocmap, tmp_path):
    folder = tmp_path / "bloc"
    shutil.copytree(REAL_LEAGUE, folder)
    members = folder / "members.csv"
    members.write_text(members.read_text(encoding="utf-8").replace("DZA,", "DZX,", 1), encoding="utf-8")
    (folder / "places.csv").write_bytes(b"")
    done = blocmap("build", folder)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "members.csv:" in done.stderr and "'DZX'" in done.stderr and "did you mean 'DZA'?" in done.stderr
    assert "places.csv" in done.stderr
    checked = blocmap("check", folder)
    assert checked.returncode == 1 and "'DZX'" in checked.stdout


def test_check_is_clean_on_the_shipped_blocs(blocmap):
    for bloc in shipped_blocs():
        done = blocmap("check", bloc)
        assert done.returncode == 0, done.stdout
        assert "0 faults, 0 warnings" in done.stdout, done.stdout


def test_warnings_alone_let_a_check_end_well(blocmap):
    done = blocmap("check", REAL_LEAGUE)
    assert done.returncode == 0, done.stdout
    # One line a warning (texts that stand in English alone), and the sum.
    *lines, total = done.stdout.splitlines()
    assert lines and all(" warning: " in line for line in lines)
    assert total == f"league: 0 faults, {len(lines)} warnings"


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (geo.MapDataError("the data is at fault"), 1, "blocmap: the data is at fault"),
        (geo.MisuseError("the command is"), 2, "blocmap: the command is"),
        (PermissionError(13, "Permission denied", "there"), 1, "blocmap: there: Permission denied"),
    ],
)
def test_each_kind_of_end_has_its_status_and_one_line(blocmap, monkeypatch, error, status, words):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("geo.bloc.load_bloc", fail)
    done = blocmap("build", REAL_LEAGUE)
    assert (done.returncode, done.stderr.strip()) == (status, words)


def test_what_the_disk_refuses_is_status_one_and_names_the_file(blocmap, tmp_path):
    (tmp_path / "taken").write_text("a file where a folder would have to be")
    done = blocmap("export", REAL_LEAGUE, "--format", "csv", "--scale", "110m", "--out", "taken/deeper")
    assert_one_line(done, 1, "taken", "Not a directory")


def test_a_day_that_is_empty_is_misuse(blocmap):
    for command in (("build", REAL_LEAGUE), ("export", REAL_LEAGUE, "--format", "csv", "--scale", "110m")):
        assert_one_line(blocmap(*command, "--as-of", ""), 2, "'' is not a date")


def test_list_names_blocs_maps_dates_and_sources(blocmap):
    done = blocmap("list")
    assert done.returncode == 0
    for name in shipped_blocs():
        bloc, sources = read_outline(bloc_folder(name))
        words = [name, f"{sources} sources"]
        for word in words + [word for one in bloc.maps for word in (one.slug, str(one.as_of))]:
            assert word in done.stdout


def test_new_folder_checks_and_builds_as_it_stands(blocmap, tmp_path):
    assert blocmap("new", "mine").returncode == 0
    assert blocmap("check", "mine").returncode == 0
    built = blocmap("build", "mine", "--out", "maps", "--scale", "110m")
    assert built.returncode == 0, built.stderr
    assert list((tmp_path / "maps").glob("*.html"))
    assert_one_line(blocmap("new", "mine"), 2, "mine")


def test_new_from_a_bloc_copies_it(blocmap, tmp_path):
    assert blocmap("new", "copy", "--from", "eaeu").returncode == 0
    assert (tmp_path / "copy" / "members.csv").read_bytes() == (bloc_folder("eaeu") / "members.csv").read_bytes()


def test_build_prints_days_side_by_side_and_what_changed(blocmap, tmp_path):
    common = ["build", REAL_LEAGUE, "--map", "league-members", "--scale", "110m", "--out", "maps"]
    days = ["--date", "2001-03-01", "--date", "2020-06-01", "--size", "column", "--format", "svg"]
    done = blocmap(*common, *days, "--changes-from", "2005-01-01")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "maps").iterdir()}
    assert {"league-members-multiples-column.svg", "league-members-changes.html"} <= made
    assert not any(name.endswith((".png", ".pdf")) for name in made)
    assert_one_line(blocmap(*common, "--figures", "--size", "poster"), 2, "'poster'", "column")
    assert_one_line(blocmap(*common, "--figures", "--format", "gif"), 2, "'gif'", "png")
    assert_one_line(blocmap(*common, "--date", "2020-06-01"), 2, "2 to 12")
    assert_one_line(blocmap(*common, "--changes-from", "2030-01-01"), 2, "earlier day first")


def test_embed_takes_day_language_ratio_and_parts(blocmap, tmp_path):
    blocmap("build", REAL_LEAGUE, "--map", "league-members", "--scale", "110m", "--out", "maps")
    options = ["--lang", "ru", "--date", "2005-07-05", "--ratio", "2:1", "--no-legend"]
    done = blocmap("embed", "maps/league-members.html", *options)
    assert done.returncode == 0, done.stderr
    code = (tmp_path / "maps" / "league-members-embed" / "iframe.html").read_text()
    asked = "embed&lang=ru&date=2005-07-05&theme=light&ratio=2&legend=0".replace("&", "&amp;")
    assert f'src="league-members.html#{asked}"' in code
    assert_one_line(blocmap("embed", "maps/league-members.html", "--ratio", "tall"), 2, "'tall'", "16:9")


def test_out_that_is_a_file_is_refused(blocmap, tmp_path):
    (tmp_path / "maps").write_text("a file")
    assert_one_line(blocmap("build", REAL_LEAGUE, "--out", "maps"), 2, "maps")
