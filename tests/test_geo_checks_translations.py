"""What is right but poor is warned of: missing translations, several recommendations."""

from __future__ import annotations

from pathlib import Path

from geo.checks.statistics import check_statistics
from geo.checks.translations import check_words
from geo.reading.folder import read_folder
from tests.folders import LEAGUE, change, write_folder


def test_missing_translations_are_one_warning_a_column_and_language(tmp_path: Path) -> None:
    members = "country,status,since,event_en,event_ru,sources\nXAA,member,2001,One,Один,charter\n" + "".join(
        f"{code},member,2001,Act,,charter\n" for code in ("XBB", "XCC")
    )
    contents = read_folder(write_folder(tmp_path, {"members.csv": members}))
    found = [fault for fault in check_words(contents) if fault.file == "members.csv"]
    assert all(fault.warning for fault in found)
    assert [(fault.line, fault.column, fault.field, fault.found) for fault in found] == [
        (3, 21, "event_ru", "2 of 3 texts without 'ru', the first in line 3"),
        (2, None, "event_zh", "3 of 3 texts without 'zh', the first in line 2"),
    ]


def test_texts_of_the_specification_are_warned_of_at_their_place(tmp_path: Path) -> None:
    changed = change("bloc.toml", 'label = { en = "Member", ru = "Член", zh = "成员" }', 'label = "Member"')
    contents = read_folder(write_folder(tmp_path, changed))
    found = [fault for fault in check_words(contents) if fault.file == "bloc.toml"]
    assert [(fault.line, fault.field, fault.found) for fault in found] == [
        (6, "statuses.label", "1 of 5 texts without 'ru', the first here"),
        (6, "statuses.label", "1 of 5 texts without 'zh', the first here"),
    ]


def test_words_in_a_language_that_the_bloc_does_not_list_are_counted_and_none_in_it_are_missed(tmp_path: Path) -> None:
    events = "id,name_en,name_zh,place,kind,start,sources\n"
    events += "one,First,第一届,alpha,summit,2005,charter\ntwo,Second,,alpha,summit,2006,charter\n"
    changed = change("bloc.toml", 'id = "league"', 'id = "league"\nlanguages = ["ru", "en"]') | {"events.csv": events}
    found = list(check_words(read_folder(write_folder(tmp_path, changed))))
    assert all(fault.warning and fault.todo for fault in found)
    told = {(fault.file, fault.field, fault.found) for fault in found if fault.file in ("bloc.toml", "events.csv")}
    assert told == {
        ("bloc.toml", "name", "words in 'zh' in 5 texts, the first here"),
        ("events.csv", "name_ru", "2 of 2 texts without 'ru', the first in line 2"),
        ("events.csv", "name_zh", "1 texts in 'zh', the first in line 2"),
    }


def test_one_figure_is_recommended_for_each_subject_quantity_and_scope(tmp_path: Path) -> None:
    more = "line,length,700,km,Southern half,2012,yes,charter\nline,length,900,km,,2020,yes,charter\n"
    contents = read_folder(write_folder(tmp_path, {"figures.csv": LEAGUE["figures.csv"] + more}))
    (fault,) = check_statistics(contents)
    assert (fault.line, fault.column, fault.field) == (5, 26, "recommended")
    assert fault.found == "a second recommendation; the first is in line 2"
