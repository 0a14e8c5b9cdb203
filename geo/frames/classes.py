"""Numbers put into classes, by mapclassify's schemes."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas
from numpy.typing import NDArray

from geo.errors import MisuseError, check_one_of, show

SCHEMES = (
    "quantiles", "equal_interval", "natural_breaks", "fisher_jenks", "fisher_jenks_sampled", "head_tail_breaks",
    "box_plot", "percentiles", "std_mean", "maximum_breaks", "pretty_breaks",
)  # fmt: skip
DEFAULT_SCHEME, DEFAULT_CLASSES = "quantiles", 5
MOST_CLASSES = 9
_OBJECTS_THAT_ARE_NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal")
# A number in double precision has no more.
MOST_DIGITS = 16
# Of the least and the greatest limit; and of a break where rows stand so close that all would take more.
OUTER_DIGITS, ENOUGH_DIGITS = 3, 4
# Such a break moves by less than this share of the narrowest class.
ROUNDING_SHARE = 0.02
# Beyond these a number is a sign for «none», and no legend can say it.
LEAST, GREATEST = 1e-100, 1e24
_WITHOUT_K = ("head_tail_breaks", "box_plot", "percentiles", "std_mean")


@dataclass(frozen=True)
class NumberClasses:
    """Classes of numbers: their limits, from the least value to the greatest; the class of each row, -1 for none.

    ``limits`` has one entry more than there are classes; a class holds what is above its lower limit up to its upper.
    """

    limits: tuple[float, ...]
    of: NDArray[np.int64]


def classify(values: pandas.Series, scheme: str = DEFAULT_SCHEME, k: int = DEFAULT_CLASSES) -> NumberClasses:
    """Put numbers into classes.

    Parameters
    ----------
    values
        Numbers; ``NaN`` and infinite ones are in no class.
    scheme
        One of ``SCHEMES``, in mapclassify's own spelling (``Quantiles``) or in this one.
    k
        How many classes, 1 to 9; the schemes that find it themselves pay no heed to it. Fewer where there are fewer
        values. With one class no scheme is asked.

    Raises
    ------
    MisuseError
        For an unknown scheme, a number of classes out of range, a column without numbers or with such as 1e300.

    Notes
    -----
    The breaks are rounded to as few digits as leave every row in its class, so that a legend can be read; where rows
    stand so close that this would take more than four, to four. What the legend says is how rows are classed.

    Examples
    --------
    >>> classify(pandas.Series([1.0, 2.0, 3.0, 4.0]), "equal_interval", 2).of.tolist()
    [0, 0, 1, 1]
    """
    scheme = check_one_of(_plain(scheme), SCHEMES, "a scheme of classes")
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= MOST_CLASSES:
        raise MisuseError(f"k={show(k)} is not a number of classes; expected 1 to {MOST_CLASSES}")
    numbers = np.asarray(values.astype("float64").fillna(np.nan), dtype=np.float64)
    known = np.isfinite(numbers)
    if not known.any():
        raise MisuseError(f"column {show(values.name)} has no number in any row: there is nothing to class")
    distinct = np.unique(numbers[known])
    check_sayable(distinct, values.name)
    if len(distinct) <= k and scheme not in _WITHOUT_K:
        breaks = distinct[:-1]
    else:
        breaks = distinct[:0] if k == 1 else _breaks(numbers[known], scheme, k)
    breaks = _rounded(breaks, distinct)
    of = np.where(known, np.searchsorted(breaks, numbers, side="left"), -1)
    low, high = _outward(float(distinct[0]), np.floor), _outward(float(distinct[-1]), np.ceil)
    return NumberClasses((low, *breaks.tolist(), high), of)


def as_numbers(column: pandas.Series) -> pandas.Series | None:
    """Return a column as numbers, also one of objects that are numbers or absent; ``None`` where it holds others."""
    types = pandas.api.types
    if types.is_bool_dtype(column) or types.is_complex_dtype(column):
        return None
    if types.is_numeric_dtype(column):
        return column
    found = types.infer_dtype(column, skipna=True) if column.dtype == object else ""
    return column.astype("float64") if found in _OBJECTS_THAT_ARE_NUMBERS else None


def check_sayable(numbers: NDArray[np.float64], name: object) -> None:
    """Raise ``MisuseError`` for numbers of a column, such as 1e300, that no legend can say."""
    far = (np.abs(numbers) > GREATEST) | ((numbers != 0) & (np.abs(numbers) < LEAST))
    if far.any():
        raise MisuseError(
            f"column {show(name)} holds {numbers[far][0]:g}, which no legend can say; where it stands for «none», "
            "replace it with gdf.replace(…, None)"
        )


def _plain(scheme: object) -> object:
    if not isinstance(scheme, str):
        return scheme
    spelt = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in scheme).lstrip("_")
    return next((name for name in SCHEMES if name.replace("_", "") == spelt.replace("_", "").lower()), scheme)


def _breaks(numbers: NDArray[np.float64], scheme: str, k: int) -> NDArray[np.float64]:
    """Return the breaks between classes, without the greatest value; none of them twice, none without a row."""
    import mapclassify  # seconds: it brings scikit-learn

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fewer classes than asked for is no fault of the reader's
        options = {} if scheme in _WITHOUT_K else {"k": k}
        found = mapclassify.classify(numbers, scheme.replace("_", ""), **options)
    inner = np.unique(np.asarray(found.bins, dtype=np.float64))
    held = np.unique(np.searchsorted(inner, numbers, side="left"))
    return inner[held[:-1]]


def _rounded(breaks: NDArray[np.float64], distinct: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each break the number of fewest digits that parts the same values, or nearly the same."""
    after = np.searchsorted(distinct, breaks, side="right")
    room = ROUNDING_SHARE * float(np.diff([distinct[0], *breaks, distinct[-1]]).min(initial=np.inf))
    between = zip(distinct[after - 1].tolist(), distinct[after].tolist(), breaks.tolist(), strict=True)
    return np.array([_roundest(low, high, at, room) for low, high, at in between])


def _outward(value: float, rounded: Callable[[float], float]) -> float:
    """Return a limit of all values with few digits: the first below, or above, that is as good as the value."""
    if value == round(value) or not value:
        return value
    step = 10.0 ** (np.floor(np.log10(abs(value))) + 1 - OUTER_DIGITS)
    return float(f"{rounded(value / step) * step:.{OUTER_DIGITS}g}")


def _roundest(low: float, high: float, at: float, room: float) -> float:
    """Return a number from ``low`` up to, and without, ``high``, as round as can be.

    Where that would take many digits, one of few that is nearer to ``at`` than ``room``.
    """
    for digits in range(1, MOST_DIGITS):
        step = 10.0 ** (np.floor(np.log10(abs(at))) + 1 - digits) if at else 1.0
        for whole in (round(at / step), np.floor(at / step), np.ceil(at / step)):
            number = float(f"{whole * step:.{digits}g}")
            if low <= number < high or (digits >= ENOUGH_DIGITS and abs(number - at) < room):
                return number
    return at
