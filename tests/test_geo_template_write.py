"""A new folder builds as it stands, teaches, and is written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.bloc import load_bloc
from geo.checks.run import check_folder
from geo.errors import MisuseError
from geo.model.records import TABLES
from geo.shipped import BLOCS
from geo.tables import read_tables
from geo.template.write import GUIDE_FILE, copy_bloc, write_template
from tests.folders import write_folder


def test_the_template_has_no_fault_and_no_warning(tmp_path: Path) -> None:
    folder = write_template(tmp_path / "mine")
    assert check_folder(folder) == []
    assert load_bloc(folder).id == "river-league"


def test_the_template_shows_every_table(tmp_path: Path) -> None:
    tables = read_tables(write_template(tmp_path / "mine"))
    assert all(getattr(tables, table) for table in TABLES)


def test_the_template_teaches(tmp_path: Path) -> None:
    folder = write_template(tmp_path / "mine")
    spec = (folder / "bloc.toml").read_text(encoding="utf-8")
    assert spec.startswith("#:schema ./bloc.schema.json\n")
    assert spec.count("\n#") + spec.count("\n  #") > 10
    assert (folder / "bloc.schema.json").is_file()
    assert "blocmap check mine" in (folder / GUIDE_FILE).read_text(encoding="utf-8")


def test_parents_are_made_and_the_folder_is_returned(tmp_path: Path) -> None:
    assert write_template(tmp_path / "a" / "b" / "c") == tmp_path / "a" / "b" / "c"
    assert (tmp_path / "a" / "b" / "c" / "members.csv").is_file()
    assert list((tmp_path / "a" / "b").iterdir()) == [tmp_path / "a" / "b" / "c"]


def test_an_empty_folder_is_filled_and_stays_the_same_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    inode = folder.stat().st_ino
    monkeypatch.chdir(folder)
    write_template(".")
    assert folder.stat().st_ino == inode
    assert check_folder(folder) == []
    assert (folder / GUIDE_FILE).read_text(encoding="utf-8").startswith("# here\n")
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_folder_with_anything_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(MisuseError, match="is not empty; expected a new or an empty folder"):
        write_template(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(MisuseError, match="is a file"):
        write_template(tmp_path / "file")
    with pytest.raises(MisuseError, match="cannot be written"):
        write_template(tmp_path / "file" / "below")


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_of_a_writing_that_fails(
    there: bool, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    if there:
        folder.mkdir()
    written: list[str] = []
    write = Path.write_bytes

    def fail_at_the_fifth(path: Path, content: bytes) -> int:
        written.append(path.name)
        if len(written) == 5:
            raise error
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_fifth)
    with pytest.raises(MisuseError if isinstance(error, OSError) else KeyboardInterrupt):
        write_template(folder)
    assert len(written) == 5
    assert folder.exists() is there
    assert [path for path in tmp_path.rglob("*") if path != folder] == []


def test_nothing_is_left_when_moving_into_a_folder_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move, moved = Path.rename, []

    def fail_at_the_third(path: Path, target: Path) -> Path:
        moved.append(path.name)
        if len(moved) == 3:
            raise OSError(5, "Input/output error")
        return move(path, target)

    monkeypatch.setattr(Path, "rename", fail_at_the_third)
    with pytest.raises(MisuseError, match="Input/output error"):
        write_template(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_holds_the_same_tables(tmp_path: Path) -> None:
    copy = read_tables(copy_bloc("sco", tmp_path / "mine"))
    shipped = read_tables(BLOCS / "sco")
    assert all(getattr(copy, table) == getattr(shipped, table) for table in TABLES)
    assert copy.spec == shipped.spec
    assert check_folder(tmp_path / "mine") == []


def test_a_copy_leaves_out_what_is_no_part_of_a_bloc(tmp_path: Path) -> None:
    source = write_folder(tmp_path / "source", {"notes.txt": "private", "README.md": "old"})
    (source / "bloc.toml").write_text("#:schema ../../bloc.schema.json\n" + (source / "bloc.toml").read_text("utf-8"),
                                      encoding="utf-8")  # fmt: skip
    copy = copy_bloc(source, tmp_path / "copy")
    assert not (copy / "notes.txt").exists()
    assert (copy / "README.md").read_text(encoding="utf-8").startswith("# copy\n")
    spec = (copy / "bloc.toml").read_text(encoding="utf-8")
    assert re.findall(r"#:schema .*", spec) == ["#:schema ./bloc.schema.json"]


def test_a_copy_of_what_does_not_exist_is_misuse(tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="'atlantis' is not a bloc or a folder"):
        copy_bloc("atlantis", tmp_path / "mine")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MisuseError, match=r"no bloc\.toml in"):
        copy_bloc(tmp_path / "empty", tmp_path / "mine")
    assert not (tmp_path / "mine").exists()
