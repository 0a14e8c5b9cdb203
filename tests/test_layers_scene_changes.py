"""The timeline's sentences: memberships and lines, by day, in every language."""

import shutil
from datetime import date

import pytest

from geo import load_bloc
from layers.i18n.sentences import ordinal_text
from layers.scene.build import find_map
from layers.scene.changes import scene_time
from layers.scene.titles import other_titles, title_texts
from tests.folders import REAL_LEAGUE
from tests.pages import CORRIDOR, MEMBERSHIP, ROUTES


def told(bloc, slug, language="en"):
    spec = find_map(bloc, slug)
    return {str(change.date): change.text[language] for change in scene_time(bloc, spec, spec.as_of).changes}


def test_a_map_about_lines_tells_of_these_alone_and_stretches_are_joined(coarse_league):
    text = told(coarse_league, CORRIDOR)
    # Three sections with two stops between them, of which the last is named by the map.
    assert text["2018-05-04"] == "North line, Constantine – Jendouba: under construction"
    assert not any("member" in sentence for sentence in text.values())


def test_several_statuses_on_one_day_are_all_told(coarse_league):
    assert told(coarse_league, MEMBERSHIP)["2012-01-15"] == "Mauritania becomes an observer; Niger becomes a partner"


def test_a_plural_label_is_not_put_into_a_singular_sentence(tmp_path):
    shutil.copytree(REAL_LEAGUE, tmp_path / "bloc")
    toml = tmp_path / "bloc" / "bloc.toml"
    kept = [line for line in toml.read_text(encoding="utf-8").splitlines() if not line.startswith("noun")]
    toml.write_text("\n".join(kept).replace('en = "Observer"', 'en = "Observers"'), encoding="utf-8")
    bloc = load_bloc(tmp_path / "bloc", scale="110m")
    assert told(bloc, MEMBERSHIP)["2012-01-15"] == "Mauritania: Observers; Niger: Partner"
    assert told(bloc, MEMBERSHIP, "zh")["2012-01-15"] == "毛里塔尼亚：观察员；尼日尔：伙伴"


def test_many_countries_on_one_day_are_counted(tmp_path):
    members = (REAL_LEAGUE / "members.csv").read_text(encoding="utf-8")
    west = ("BEN", "BFA", "CIV", "CMR", "GAB", "GHA", "GIN")
    shutil.copytree(REAL_LEAGUE, tmp_path / "bloc")
    rows = "".join(f"{code},partner,2019-05-05,,,,,charter,\n" for code in west)
    rows += "".join(f"{code},partner,2019-06-06,,,,,charter,\n" for code in ("GMB", "GNB", "NGA", "SEN", "SLE", "TGO"))
    (tmp_path / "bloc" / "members.csv").write_text(members + rows, encoding="utf-8")
    bloc = load_bloc(tmp_path / "bloc", scale="110m")
    assert told(bloc, MEMBERSHIP)["2019-05-05"] == "7 countries each become a partner"
    assert told(bloc, MEMBERSHIP)["2019-06-06"].startswith("Gambia, ")


def test_members_joining_together_each_have_an_ordinal(coarse_league):
    words = {language: told(coarse_league, MEMBERSHIP, language)["2010-06-10"] for language in ("en", "ru", "zh")}
    assert words == {
        "en": "Egypt and Morocco become the fourth and fifth members",
        "ru": "Египет и Марокко становятся четвёртым и пятым членами",
        "zh": "埃及和摩洛哥成为第四和第五个成员国",
    }


@pytest.mark.parametrize(
    ("number", "language", "words"), [(31, "en", "31st"), (42, "en", "42nd"), (43, "en", "43rd"), (31, "zh", "第31")]
)
def test_ordinals_beyond_words_keep_their_form(number, language, words):
    assert ordinal_text(number, language) == words


def test_founding_is_told_as_such(coarse_league):
    assert told(coarse_league, MEMBERSHIP)["2001-03-01"] == "League is founded by Algeria, Libya and Tunisia"


def test_span_reaches_from_the_first_change_to_the_map_s_day(coarse_league):
    spec = find_map(coarse_league, CORRIDOR)
    time = scene_time(coarse_league, spec, spec.as_of)
    assert (str(time.first), time.last) == ("2012", date(2021, 9, 1))
    days = [change.date for change in time.changes]
    assert days == sorted(days) and len(set(days)) == len(days)


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        (MEMBERSHIP, "Five members: League in January 2018"),
        (CORRIDOR, "Algiers–Tunis railway: how it stood in January 2018"),
        (ROUTES, "League: how the lines stood in January 2018"),
    ],
)
def test_on_another_day_the_title_tells_what_can_be_counted(coarse_league, slug, title):
    assert title_texts(coarse_league, find_map(coarse_league, slug), date(2018, 1, 1))[0]["en"] == title


def test_titles_of_other_days_change_where_the_count_does_and_nowhere_else(coarse_league):
    titles = other_titles(coarse_league, find_map(coarse_league, MEMBERSHIP))
    # Observers and partners come and go between; the count of members stays.
    assert [(one.since and str(one.since), one.title["en"]) for one in titles] == [
        (None, "0 members: League in {month}"),
        ("2001-03-01", "Three members: League in {month}"),
        ("2010-06-10", "Five members: League in {month}"),
        ("2020-06-01", "Six members: League in {month}"),
    ]
