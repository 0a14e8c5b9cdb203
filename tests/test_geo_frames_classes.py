"""Numbers in classes."""

from __future__ import annotations

from decimal import Decimal

import mapclassify
import numpy as np
import pandas
import pytest

from geo.errors import MisuseError
from geo.frames.classes import SCHEMES, as_numbers, classify

RANDOM = pandas.Series(np.random.default_rng(7).lognormal(3, 1, 400), name="x")


@pytest.mark.filterwarnings("ignore:Numba not installed")
@pytest.mark.parametrize("scheme", ["quantiles", "equal_interval", "fisher_jenks", "percentiles"])
def test_every_row_has_the_class_that_mapclassify_gives_it(scheme: str) -> None:
    k = {} if scheme == "percentiles" else {"k": 6}
    expected = mapclassify.classify(RANDOM, scheme.replace("_", ""), **k)
    found = classify(RANDOM, scheme, 6)
    moved = found.of != expected.yb
    # (A break may be rounded past a row that stands very near to it.)
    assert moved.mean() <= 0.01
    room = 0.02 * np.diff([RANDOM.min(), *expected.bins]).min()
    assert all(np.abs(expected.bins - value).min() < room for value in RANDOM[moved])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_limits_rise_and_every_class_has_a_row(scheme: str) -> None:
    found = classify(RANDOM, scheme)
    assert (np.diff(found.limits) > 0).all()
    assert sorted(set(found.of)) == list(range(len(found.limits) - 1))


def test_breaks_are_as_round_as_the_rows_allow() -> None:
    """Half of 1..100 lies up to 50.5; nothing lies between 50 and 51, so 50 says the same in one digit."""
    assert classify(pandas.Series(range(1, 101)), "quantiles", 2).limits == (1, 50, 100)


def test_rows_without_a_number_have_no_class() -> None:
    assert classify(pandas.Series([1.0, None, 3.0, np.inf]), k=2).of.tolist() == [0, -1, 1, -1]


def test_few_values_are_a_class_each() -> None:
    assert classify(pandas.Series([5, 5, 7]), k=5).of.tolist() == [0, 0, 1]


def test_mapclassifys_own_spelling_is_understood() -> None:
    assert classify(RANDOM, "FisherJenks").limits == classify(RANDOM, "fisher_jenks").limits


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scheme": "quantile"}, "did you mean 'quantiles'"),
        ({"k": 12}, "k=12 is not a number of classes; expected 1 to 9"),
        ({"k": True}, "k=True"),
    ],
)
def test_what_is_no_scheme_is_refused(options: dict[str, object], words: str) -> None:
    with pytest.raises(MisuseError, match=words):
        classify(RANDOM, **options)  # type: ignore[arg-type]


def test_a_column_without_numbers_is_refused() -> None:
    with pytest.raises(MisuseError, match="column 'x' has no number in any row"):
        classify(pandas.Series([None, None], dtype=float, name="x"))


@pytest.mark.parametrize("value", [1e300, -1e308, 5e-324])
def test_a_number_that_no_legend_can_say_is_refused(value: float) -> None:
    with pytest.raises(MisuseError, match=r"column 'x' holds .* which no legend can say; .* replace"):
        classify(pandas.Series([value, 1.0, 2.0], name="x"))


def test_objects_that_are_numbers_are_numbers() -> None:
    mixed = as_numbers(pandas.Series([1, None, 2.5], dtype=object))
    assert mixed is not None and mixed.tolist()[::2] == [1.0, 2.5]
    exact = as_numbers(pandas.Series([Decimal("1.5"), None], dtype=object))
    assert exact is not None and exact[0] == 1.5
    for other in (["a", 1], [True, False], [1j, 2j], [None, None]):
        assert as_numbers(pandas.Series(other)) is None, other
