"""The timeline's sentences: memberships and lines, by day, in every language."""

from datetime import date

import pytest

from geo import load_bloc
from layers.i18n.sentences import ordinal_text
from layers.scene.build import find_map
from layers.scene.changes import scene_time
from layers.scene.titles import title_texts


@pytest.fixture(scope="module")
def bloc():
    return load_bloc("sco", scale="110m")


def told(bloc, slug, language="en"):
    spec = find_map(bloc, slug)
    return {str(change.date): change.text[language] for change in scene_time(bloc, spec, spec.as_of).changes}


def test_lines_change_beside_members_and_stretches_are_joined(bloc):
    text = told(bloc, "sco-corridor")["2024-12-27"]  # the launch ceremony; from Xonobod on the track exists
    assert text == "China–Kyrgyzstan–Uzbekistan railway, Kashgar – Xonobod: under construction"
    assert told(bloc, "sco-corridor")["2024-07-04"] == "Belarus becomes the tenth member"


def test_several_statuses_on_one_day_are_all_told(bloc):
    assert told(bloc, "sco-membership")["2012-06-07"] == (
        "Afghanistan becomes an observer; Türkiye becomes a dialogue partner"
    )
    assert told(bloc, "sco-membership")["2025-09-01"].startswith("17 countries")


def test_members_joining_together_each_have_an_ordinal(bloc):
    words = {language: told(bloc, "sco-membership", language)["2017-06-09"] for language in ("en", "ru", "zh")}
    assert words == {
        "en": "India and Pakistan become the seventh and eighth members",
        "ru": "Индия и Пакистан становятся седьмым и восьмым членами",
        "zh": "印度和巴基斯坦成为第七和第八个成员国",
    }


@pytest.mark.parametrize(
    ("number", "language", "words"), [(31, "en", "31st"), (42, "en", "42nd"), (43, "en", "43rd"), (31, "zh", "第31")]
)
def test_ordinals_beyond_words_keep_their_form(number, language, words):
    assert ordinal_text(number, language) == words


def test_founding_is_told_as_such(bloc):
    assert told(bloc, "sco-membership")["2001-06-15"].startswith("SCO is founded by China, Kazakhstan")


def test_span_reaches_from_the_first_change_to_the_map_s_day(bloc):
    spec = find_map(bloc, "sco-corridor")
    time = scene_time(bloc, spec, spec.as_of)
    assert (str(time.first), time.last) == ("2001-06-15", date(2026, 11, 23))
    days = [change.date for change in time.changes]
    assert days == sorted(days) and len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("sco-membership", "SCO: 8 members"),
        ("sco-corridor", "China–Kyrgyzstan–Uzbekistan railway: state of the line"),
        ("sco-routes", "SCO: state of the lines"),
    ],
)
def test_on_another_day_the_title_tells_what_can_be_counted(bloc, slug, title):
    assert title_texts(bloc, find_map(bloc, slug), date(2018, 1, 1))[0]["en"] == title
