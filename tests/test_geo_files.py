"""Files appear whole or not at all."""

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
