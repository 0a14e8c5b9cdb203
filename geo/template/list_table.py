"""A list of countries as people have it: which column says the country, since when, until when, and as what."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd

from geo.errors import MisuseError, list_allowed
from geo.model.dates import PartialDate
from geo.reading.country_names import codes_meant
from geo.reading.suggestions import suggest_date

SPREADSHEETS = (".xlsx", ".xlsm")
# So large a share of a column's cells must be countries, or dates, for it to be taken for that.
ENOUGH = 0.5
_SINCE = re.compile(r"since|join|access|entr|from|admi|member|date|year|ratif|с\b|дата|год|加入|日期", re.I)
_UNTIL = re.compile(r"until|left|leave|exit|withdr|end\b|\bto\b|выход|до\b|退出", re.I)
_STATUS = re.compile(r"status|type|kind|categor|role|capacity|статус|роль|身份|类别", re.I)


@dataclass(frozen=True)
class ListColumns:
    """The headings of the columns that say something; ``None``: there is none."""

    country: str
    since: str | None
    until: str | None
    status: str | None


def read_list(path: Path) -> pd.DataFrame:
    """Return a CSV file (commas, semicolons or tabs) or the first sheet of a workbook, every cell as text.

    Raises ``MisuseError`` for what is no such file, cannot be read, or has no row below its headings.
    """
    try:
        if path.suffix.lower() in SPREADSHEETS:
            frame = pd.read_excel(path, dtype=str, keep_default_na=False)
        else:
            text = path.read_text(encoding="utf-8-sig")
            frame = pd.read_csv(io.StringIO(text), sep=_separator(text), dtype=str, keep_default_na=False)
    except ImportError as error:
        raise MisuseError(
            f"'{path}': reading a workbook needs openpyxl; install it, or save the sheet as CSV"
        ) from error
    except OSError as error:
        raise MisuseError(
            f"'{path}' cannot be read ({error.strerror or error}); expected a CSV or XLSX file"
        ) from error
    except (ValueError, BadZipFile, pd.errors.ParserError) as error:
        raise MisuseError(f"'{path}' is no table ({' '.join(str(error).split())}); expected CSV or XLSX") from error
    frame.columns = [str(heading).strip() for heading in frame.columns]
    frame = frame.fillna("").map(lambda cell: " ".join(str(cell).split()))
    frame = frame[(frame != "").any(axis=1)]
    if frame.empty:
        raise MisuseError(f"'{path}' has no row below its headings; expected one country a row")
    return frame.loc[:, ~frame.columns.duplicated()]


def find_columns(frame: pd.DataFrame, path: Path) -> ListColumns:
    """Return which columns say what; raise ``MisuseError`` when none holds countries."""
    shares = {heading: _share(frame[heading], codes_meant) for heading in frame.columns}
    country = max(shares, key=lambda heading: shares[heading])
    if shares[country] < ENOUGH:
        headings = list_allowed(f"'{heading}'" for heading in frame.columns)
        raise MisuseError(f"'{path}': no column holds countries ({headings}); expected codes or names in one of them")
    dated = [heading for heading in frame.columns if heading != country and _share(frame[heading], read_day) >= ENOUGH]
    until = next((heading for heading in frame.columns if _UNTIL.search(heading) and heading != country), None)
    dated = [heading for heading in dated if heading != until]
    since = next((heading for heading in dated if _SINCE.search(heading)), dated[0] if dated else None)
    taken = (country, since, until)
    status = next((heading for heading in frame.columns if _STATUS.search(heading) and heading not in taken), None)
    return ListColumns(country, since, until, status)


def read_day(cell: str) -> str:
    """Return a cell's date in ISO form where it is certain; else nothing."""
    text = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", cell.strip())
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        advice = suggest_date(text)
    meant = re.findall(r"\d{4}-\d{2}-\d{2}", advice)
    return meant[0] if len(meant) == 1 else ""


def _share(cells: pd.Series, reads: Callable[[str], Hashable]) -> float:
    said = [cell for cell in cells if cell]
    return sum(bool(reads(cell)) for cell in said) / len(said) if said else 0.0


def _separator(text: str) -> str:
    heading = text.lstrip().partition("\n")[0]
    return max(",;\t|", key=heading.count)
