"""Each of some hundred slips, planted alone into a right folder, is told at its place or said to be none."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from geo.bloc import load_bloc
from geo.checks.run import check_folder
from geo.errors import Fault, FaultyDataError
from geo.reading.csv_file import split_lines
from tests.folders import REAL_LEAGUE

TABLE = Path(__file__).parent / "data" / "planted_faults.tsv"
TODAY = date(2026, 11, 27)
GONE = "∅"
# What is said of the right folder as well, in other words when a row is lost.
USUAL = re.compile(r"texts without '(ru|zh)'|rest on sources over a year older")


@dataclass(frozen=True)
class Planted:
    r"""A slip: a text of a file put otherwise (none: the whole file; ``∅``: no such file), and what is to be said.

    ``kind`` is ``fault``, ``warning`` or ``none``. ``at`` is the text that stands at the line and column that are
    told, ``says`` a part of the words. ``\n``, ``\t``, ``\xNN`` (a byte) and ``\uNNNN`` stand for characters.
    """

    file: str
    old: str
    new: str
    kind: str
    line: str
    at: str
    says: str


def unescape(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number + 0xDC00) if match[1] and number > 0x7F else chr(number)

    text = text.replace(r"\n", "\n").replace(r"\t", "\t")
    return re.sub(r"\\x([0-9a-f]{2})|\\u([0-9a-f]{4})", character, text)


def read_planted() -> list[Planted]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Planted(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


PLANTED = read_planted()


def plant(slip: Planted, path: Path) -> None:
    if slip.old == GONE:
        path.unlink()
        return
    text, old = path.read_text(encoding="utf-8") if slip.old else "", unescape(slip.old)
    assert not slip.old or text.count(old) == 1
    put = text.replace(old, unescape(slip.new)) if slip.old else unescape(slip.new)
    path.write_bytes(put.encode(errors="surrogateescape"))


def is_told(slip: Planted, fault: Fault, path: Path) -> bool:
    if slip.says not in str(fault) or (slip.line and slip.line != str(fault.line)):
        return False
    if not slip.at:
        return True
    if fault.line is None:
        return False
    lines = split_lines(path.read_bytes().decode(errors="surrogateescape"))
    return lines[fault.line - 1][(fault.column or 1) - 1 :].startswith(unescape(slip.at))


def test_there_are_as_many_as_were_tried_on_it() -> None:
    assert len(PLANTED) >= 213
    assert len(set(PLANTED)) == len(PLANTED)


@pytest.mark.parametrize("number", range(len(PLANTED)))
def test_it_is_told_at_its_place_by_check_and_build_alike(number: int, tmp_path: Path) -> None:
    slip = PLANTED[number]
    folder = Path(copytree(REAL_LEAGUE, tmp_path / "league"))
    plant(slip, folder / slip.file)
    told = [fault for fault in check_folder(folder, today=TODAY) if not USUAL.search(str(fault))]
    faults = [fault for fault in told if not fault.warning]
    if slip.kind == "none":
        assert told == []
    else:
        wanted = faults if slip.kind == "fault" else told
        assert any(is_told(slip, fault, folder / slip.file) for fault in wanted), told
    if slip.kind == "fault":
        with pytest.raises(FaultyDataError) as caught:
            load_bloc(folder, scale="110m")
        assert list(caught.value.faults) == faults
    else:
        assert load_bloc(folder, scale="110m").id == "league"


@pytest.mark.parametrize(
    "new",
    ["Charter,The League", "Algiers,Algiers", "nort,main,20,setif", "north,main,10,30,open", "DZA,36,7525,3.042",
     "north,mian,10,30,operating", "north,main,30,10,operating"],
)  # fmt: skip
def test_one_slip_is_told_once_and_not_by_all_that_refer_to_it(new: str, tmp_path: Path) -> None:
    slip = next(slip for slip in PLANTED if slip.new == new)
    folder = Path(copytree(REAL_LEAGUE, tmp_path / "league"))
    plant(slip, folder / slip.file)
    assert len([fault for fault in check_folder(folder) if not fault.warning]) == 1
