"""The command ``blocmap``: a few lines over public functions. Exit status: 0 well, 1 the data is at fault, 2 misuse."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from geo.errors import MapDataError, MisuseError, check_one_of
from layers.interrupt import LINE, STATUS, raising, undoing
from layers.progress import progress_bar

SCALES = ("110m", "50m", "10m")
FIGURE_SIZES = ("column", "page", "slide", "square")
FIGURE_FORMATS = ("png", "svg", "pdf")
CATEGORIES = ("cultural", "physical")
OUT = Path("output")
EXIT_FAULTY, EXIT_MISUSE = 1, 2

app = typer.Typer(
    name="blocmap",
    help="Maps of who belongs to an organisation and of the routes it builds.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

BlocArgument = Annotated[str | None, typer.Argument(metavar="[BLOC]", help="A shipped bloc, or the path of a folder.")]
FolderArgument = Annotated[str, typer.Argument(metavar="BLOC", help="A shipped bloc, or the path of a folder.")]
OutOption = Annotated[Path, typer.Option("--out", help="Folder to write into.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day to show: 2024-07-04, 2024-07 or 2024.")
]
WorldviewOption = Annotated[
    str, typer.Option("--worldview", metavar="NAME", help="Border view: un, natural-earth, or a national one.")
]
LanguageOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="LANGUAGE", help="One of the bloc's; by default its first."),
]
ScaleOption = Annotated[str | None, typer.Option("--scale", metavar="110m|50m|10m", help="Natural Earth's scale.")]


def _tell_version(asked: bool) -> None:
    if asked:
        from geo.version import __version__

        typer.echo(f"blocmap {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", help="Tell the version and end.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Take what stands before a command."""


@app.command()
def build(
    bloc: BlocArgument = None,
    maps: Annotated[
        list[str] | None, typer.Option("--map", metavar="SLUG", help="Only this map; may be repeated.")
    ] = None,
    out: OutOption = OUT,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,
    worldview: WorldviewOption = "un",
    scale: ScaleOption = None,
    figures: Annotated[bool, typer.Option("--figures", help="Print figures too: PNG, SVG, PDF.")] = False,
    size: Annotated[
        list[str] | None, typer.Option("--size", help="Of figures: column, page, slide, square; may be repeated.")
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option("--format", help="Of figures: png, svg, pdf; may be repeated.")
    ] = None,
    dates: Annotated[
        list[str] | None, typer.Option("--date", metavar="DATE", help="Small multiples of these days; repeated.")
    ] = None,
    changes_from: Annotated[
        str | None, typer.Option("--changes-from", metavar="DATE", help="Also what changed from this day on.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Build aside and compare with what lies in --out.")] = False,
) -> None:
    """Draw a bloc's maps as pages that open anywhere."""
    from geo.bloc import load_bloc
    from geo.model.dates import parse_day
    from layers.build import BuildOptions, build_bloc, compare_with_fresh, plan_steps

    if scale is not None:
        check_one_of(scale, SCALES, "a scale of Natural Earth")
    day = None if as_of is None else parse_day(as_of)
    loaded = load_bloc(bloc, worldview=worldview)
    options = BuildOptions(
        tuple(maps or ()),
        day,
        lang,
        scale,
        figures,
        sizes=tuple(check_one_of(one, FIGURE_SIZES, "a size of figures") for one in size or FIGURE_SIZES),
        formats=tuple(check_one_of(one, FIGURE_FORMATS, "a format of figures") for one in form or FIGURE_FORMATS),
        dates=tuple(parse_day(one) for one in dates or ()),
        changes_from=None if changes_from is None else parse_day(changes_from),
    )
    if out.exists() and not out.is_dir():
        raise MisuseError(f"--out {out} is a file; expected a folder")
    with progress_bar(len(plan_steps(loaded, options)), f"Drawing {loaded.spec.id}") as bar:
        if check:
            compare_with_fresh(loaded, out, options, bar.step)
            return
        written = build_bloc(loaded, out, options, bar.step)
    for path in written:
        if path.suffix == ".html":
            typer.echo(f"{path}  {path.stat().st_size / 1000:,.0f} kB")


@app.command()
def check(bloc: FolderArgument, worldview: WorldviewOption = "un") -> None:
    """Print every fault of a bloc's folder at once: file, line, column, found, expected, what to do."""
    import datetime

    from geo.checks.run import check_folder
    from geo.shipped import BLOCS, bloc_folder
    from layers.style.legibility import folder_warnings

    folder = bloc_folder(bloc)
    # A clock behind the days on which the shipped sources were read is itself at fault.
    today = None if folder.parent == BLOCS else datetime.date.today()
    faults = [*check_folder(folder, worldview=worldview, today=today), *folder_warnings(folder)]
    for fault in faults:
        typer.echo(str(fault))
    wrong = sum(not fault.warning for fault in faults)
    typer.echo(f"{folder.name}: {wrong} faults, {len(faults) - wrong} warnings")
    if wrong:
        raise typer.Exit(EXIT_FAULTY)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")],
    source: Annotated[str | None, typer.Option("--from", metavar="BLOC", help="Copy this bloc instead.")] = None,
    only: Annotated[
        str | None, typer.Option("--only", metavar="membership", help="Of --from, copy no more than this.")
    ] = None,
    members: Annotated[
        Path | None, typer.Option("--members", metavar="FILE", help="Make it of a list of countries: CSV or XLSX.")
    ] = None,
) -> None:
    """Write a folder to copy and edit, that builds as it stands."""
    from geo.template.from_list import copy_membership, write_from_list
    from geo.template.write import copy_bloc, write_template

    if members and (source or only):
        raise MisuseError("--members makes a folder of a list; give it without --from and --only")
    if only and not source:
        raise MisuseError("--only says what to copy of a bloc; give --from as well")
    with undoing():
        if members:
            report = write_from_list(members, folder)
            for line in report.untaken:
                typer.echo(line, err=True)
            typer.echo(f"{report.folder}  {report.rows} rows, {len(report.untaken)} remarks", err=True)
        elif source and only:
            check_one_of(only, ("membership",), "a part of a bloc to copy")
            copy_membership(source, folder)
        elif source:
            copy_bloc(source, folder)
        else:
            write_template(folder)
    typer.echo(f"{folder}  now edit it, then: blocmap check {folder} && blocmap build {folder}")


@app.command()
def export(
    bloc: FolderArgument,
    form: Annotated[str, typer.Option("--format", metavar="geojson|gpkg|parquet|csv|kml", help="Of the files.")],
    out: OutOption = OUT,
    as_of: AsOfOption = None,
    worldview: WorldviewOption = "un",
    scale: ScaleOption = None,
) -> None:
    """Write a bloc's facts and shapes in an open format, with sources, dates, licence and credits inside."""
    from geo.bloc import DEFAULT_SCALE, load_bloc
    from geo.export.write import FORMATS, export_bloc

    scale = DEFAULT_SCALE if scale is None else scale
    check_one_of(form, FORMATS, "a format of exports")
    check_one_of(scale, SCALES, "a scale of Natural Earth")
    loaded = load_bloc(bloc, scale=scale, worldview=worldview)
    with undoing():
        done = export_bloc(loaded, form, out, as_of=as_of)
    for path in done.paths:
        typer.echo(str(path))
    for reason in done.left_out:
        typer.echo(f"left out: {reason}", err=True)


@app.command()
def embed(
    page: Annotated[Path, typer.Argument(metavar="PAGE.html", help="A page that blocmap build wrote.")],
    url: Annotated[str | None, typer.Option("--url", help="Where the page will lie on the web: https://….")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day that the article shows.")] = None,
    lang: LanguageOption = None,
    theme: Annotated[str, typer.Option("--theme", metavar="light|dark|auto", help="The article's.")] = "light",
    ratio: Annotated[str | None, typer.Option("--ratio", metavar="16:9", help="Width to height of the map.")] = None,
    legend: Annotated[bool, typer.Option(help="Whether the legend stands below the map.")] = True,
    time: Annotated[bool, typer.Option("--time", help="The time line too.")] = False,
) -> None:
    """Write the embed kit of a built page: code to paste, pictures, card, caption, data, sources, checksums."""
    from geo.model.dates import parse_day
    from layers.kit.options import KitOptions, parse_ratio
    from layers.kit.write import write_kit

    day, wide = date and parse_day(date), ratio and parse_ratio(ratio)
    options = KitOptions(url, day or None, lang, theme, wide or None, legend, time)
    with undoing():
        written = write_kit(page, options)
    typer.echo(str(written))


@app.command()
def preview(
    bloc: BlocArgument = None,
    maps: Annotated[
        list[str] | None, typer.Option("--map", metavar="SLUG", help="Only this map; may be repeated.")
    ] = None,
    lang: LanguageOption = None,
    worldview: WorldviewOption = "un",
    scale: ScaleOption = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Of this machine; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Whether a browser is opened.")] = True,
) -> None:
    """Show a bloc's maps in a browser, built anew whenever a table is saved; ends on Ctrl-C."""
    from geo.shipped import bloc_folder, shipped_blocs
    from layers.build import BuildOptions
    from layers.preview import run

    if scale is not None:
        check_one_of(scale, SCALES, "a scale of Natural Earth")
    folder = bloc_folder(shipped_blocs()[0] if bloc is None else bloc)
    with raising():
        run(folder, BuildOptions(tuple(maps or ()), None, lang, scale), worldview, port, browser=browser)


@app.command()
def fetch(
    layer: Annotated[str, typer.Argument(metavar="LAYER", help="Such as admin_0_disputed_areas.")],
    scale: Annotated[str, typer.Option("--scale", metavar="110m|50m|10m", help="Natural Earth's scale.")] = "10m",
    category: Annotated[str, typer.Option("--category", metavar="cultural|physical", help="Its group.")] = "cultural",
    sha256: Annotated[str | None, typer.Option("--sha256", metavar="HASH", help="Refuse any other file.")] = None,
) -> None:
    """Fetch a Natural Earth layer through cartopy into its cache, whole and with its hash noted, or not at all."""
    from geo.world.fetch import fetch_layer

    check_one_of(scale, SCALES, "a scale of Natural Earth")
    check_one_of(category, CATEGORIES, "a category of Natural Earth")
    with progress_bar(1, f"Fetching {layer}") as bar:
        found = fetch_layer(layer, scale=scale, category=category, sha256=sha256, progress=bar.amount)
    typer.echo(f"{found.path}  Natural Earth {found.version or 'of unknown version'}")


@app.command("list")
def list_blocs() -> None:
    """List the shipped blocs and their maps, with their dates and numbers of sources."""
    from geo.shipped import shipped_blocs, shipped_outline

    for bloc in map(shipped_outline, shipped_blocs()):
        typer.echo(f"{bloc.id}  {bloc.name}  {bloc.sources} sources")
        for slug, day, title in bloc.maps:
            typer.echo(f"  {slug:24} {day.isoformat()}  {title}")


def main() -> None:
    """Run the command; every expected error is one clear line and its exit status."""
    try:
        status = app(standalone_mode=False)
    except typer.TyperException as error:
        _fail(error.format_message().replace("\n", " "), EXIT_MISUSE)
    except MisuseError as error:
        _fail(str(error), EXIT_MISUSE)
    except MapDataError as error:
        _fail(str(error), EXIT_FAULTY)
    except OSError as error:
        _fail(": ".join(str(part) for part in (error.filename, error.strerror or error) if part), EXIT_FAULTY)
    except (KeyboardInterrupt, typer.Abort):
        print(LINE, file=sys.stderr)
        sys.exit(STATUS)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(text: str, status: int) -> None:
    print(f"blocmap: {text}", file=sys.stderr)
    sys.exit(status)
