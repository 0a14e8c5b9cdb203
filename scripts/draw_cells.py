"""Draw cells of a bloc's tables by a seed, to be checked against sources that they do not cite.

``python -m scripts.draw_cells sco --seed 20261128 --count 40`` prints them, one a line: file, last line of the row,
column, value, and the ids of the sources cited. Only cells that state a fact are drawn: dates, points, lengths, names,
statuses, verdicts.
"""

import argparse
import csv
import random
from dataclasses import dataclass
from pathlib import Path

BLOCS = Path(__file__).parents[1] / "geo" / "data" / "blocs"

# One language of a text stands for all three, a latitude for its point; ids, notes and sources state no fact.
FACTS = {
    "claims": ("date", "verdict"),
    "events": ("place", "start", "end", "number", "format"),
    "figures": ("value", "as_of"),
    "journeys": ("from", "to", "date", "attended"),
    "members": ("status", "since", "until"),
    "places": ("name_ru", "name_zh", "country", "lat"),
    "segments": ("status", "since", "until"),
    "steps": ("date", "text_en"),
    "stops": ("name_ru", "name_zh", "country", "lat", "gauge_mm", "chainage_km", "length_km"),
}


@dataclass(frozen=True)
class Cell:
    """One cell that states a fact: where it stands, what it says, and the ids of the sources of its row."""

    file: str
    line: int
    column: str
    value: str
    sources: str


def cells(folder: Path) -> list[Cell]:
    """Return all cells of a folder's tables that state a fact, in the order of files, rows and columns."""
    found = []
    for name, columns in FACTS.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                here = [(column, row.get(column, "")) for column in columns]
                found += [Cell(path.name, reader.line_num, c, value, row["sources"]) for c, value in here if value]
    return found


def draw(folder: Path, seed: int, count: int) -> list[Cell]:
    """Return ``count`` different cells by chance; the same folder and seed give the same ones."""
    return random.Random(seed).sample(cells(folder), count)


def main() -> None:
    """Print the cells drawn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("bloc")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=40)
    options = parser.parse_args()
    for cell in draw(BLOCS / options.bloc, options.seed, options.count):
        print(f"{cell.file}:{cell.line}  {cell.column} = {cell.value}  [{cell.sources}]")


if __name__ == "__main__":
    main()
