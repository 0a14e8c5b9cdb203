"""Files appear whole or not at all."""

import os

import pytest

from geo.files import whole_file, write_whole


def test_write_makes_parents_and_content(tmp_path):
    target = tmp_path / "deep" / "page.html"
    write_whole(target, b"whole")
    assert target.read_bytes() == b"whole"
    assert [path.name for path in target.parent.iterdir()] == ["page.html"]


def test_interruption_leaves_what_was_there(tmp_path):
    target = tmp_path / "page.html"
    target.write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), whole_file(target) as temporary:
        temporary.write_bytes(b"half")
        raise KeyboardInterrupt
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_reader_of_the_file_before_reads_it_to_its_end(tmp_path):
    target = tmp_path / "page.html"
    target.write_bytes(b"before")
    with target.open("rb") as reader:
        write_whole(target, b"after!")
        assert reader.read() == b"before"  # the new file takes the name; it is not written into the old one
    assert target.read_bytes() == b"after!"


def test_file_is_as_readable_as_any_new_file(tmp_path):
    ordinary = tmp_path / "ordinary"
    ordinary.write_bytes(b"")
    write_whole(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == ordinary.stat().st_mode


def test_what_a_killed_process_left_between_two_names_is_cleared_away(tmp_path):
    (tmp_path / ".page.html.whole").write_bytes(b"of a killed process")
    write_whole(tmp_path / "page.html", b"whole")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"page.html": b"whole"}


@pytest.mark.parametrize("lacking", ["O_TMPFILE", "link"])
def test_systems_without_nameless_files_write_whole_ones_too(tmp_path, monkeypatch, lacking):
    def refuse(*_, **__):
        raise PermissionError

    if lacking == "link":
        monkeypatch.setattr(os, lacking, refuse)
    else:
        monkeypatch.delattr(os, lacking)
    target = tmp_path / "page.html"
    for content in (b"before", b"after"):
        write_whole(target, content)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"page.html": content}


def test_what_the_system_refuses_is_told_by_the_name_that_was_wanted(tmp_path):
    (tmp_path / "page.html").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        write_whole(tmp_path / "page.html", b"")
    assert caught.value.filename == str(tmp_path / "page.html")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
