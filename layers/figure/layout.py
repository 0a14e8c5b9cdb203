"""Where the parts of a figure go on its sheet: title, map frame, legend inside the neat line, the foot below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from geo.errors import MapDataError
from geo.model.dates import PartialDate
from geo.model.locale import date_text, pick
from geo.model.symbology import LIGHT
from layers.figure.choices import AS_IT_COMES, LabelChoices
from layers.figure.content import FigureContent, draw_content
from layers.figure.labels.keyed import Mark
from layers.figure.map_frame import fit_map_frame
from layers.figure.marginalia.footer import FOOTS, foot_text
from layers.figure.marginalia.legend import DETAILS, legend_groups, mark_notes
from layers.figure.marginalia.legend_columns import NOTE_JOIN, WRAPPED_EM, Legend, RunningLegend
from layers.figure.paper.box import Box
from layers.figure.paper.fonts import LEADING, Face
from layers.figure.paper.sheet import OVER_ALL, Sheet
from layers.scene.build import Scene
from layers.scene.model import SceneData

TITLE, SUBTITLE = 1.75, 1.12
QUIET_INK = "#4a5258"
MARGIN_PT, PAD_PT = 8.0, 8.0
# Which share of its width a sheet gives to the column of title and legend beside the map: the first that holds them.
COLUMN_SHARES = (0.27, 0.31, 0.35, 0.4, 0.46)
# The last share that is tried so that the legend tells all that the map has no room for.
TOLD_COLUMN = 0.4
# A legend below the map takes no more than this share of their common height where it can be said shorter.
LEGEND_SHARE = 0.3
# One that tells who travelled, where the map has no room for it, may take this share.
TOLD_SHARE = 0.47
LEAST_PLATE_PT = 60.0
FOOT_LINES = 2
# More room than this between map and legend, as a share of what is around them, goes to the map.
SLACK_SHARE = 0.5
MORE_LINES = 3

Lines = list[tuple[str, Face, str]]
"""Lines of text with their type and colour."""


def compose(sheet: Sheet, scene: Scene, *, legend: bool = True, labels: LabelChoices = AS_IT_COMES) -> FigureContent:
    """Draw a scene on a sheet, with or without its legend, with the names asked for; return what is on its map.

    Raises
    ------
    MapDataError
        When the legend leaves no room for the map.
    """
    layout = Layout(sheet, scene, legend=legend, labels=labels)
    layout.draw()
    return layout.content


class Layout:
    """The parts of one figure and the room they leave each other."""

    def __init__(self, sheet: Sheet, scene: Scene, *, legend: bool = True, labels: LabelChoices = AS_IT_COMES) -> None:
        self.explained, self.labels = legend, labels
        self.sheet, self.scene, self.pad = sheet, scene, PAD_PT * sheet.unit
        self.whole = sheet.box.grown(-MARGIN_PT * sheet.unit)
        # What is seen on the whole sheet is what the map frame shows, or little more: its foot needs as much room.
        self.content = self._content(self.whole)
        self.foot = self.foot_lines(self.content.plate)
        self.neat = self.whole._replace(bottom=self.whole.bottom + height_of(self.foot) + 0.3 * self.pad)

    def draw(self) -> None:
        """Draw the whole figure."""
        title, legend, content = self._beside() if self.sheet.size.beside else self._stacked()
        self.content = content
        begin, foot = self.begin(), self.foot_lines(content.plate)
        self.foot = foot if len(foot) <= len(self.foot) else self.foot
        self.sheet.part = "title"
        self.write(title, begin, self.neat.top - 0.6 * self.pad)
        draw_content(self.sheet, content)
        self.sheet.part = "legend"
        legend.draw(begin, self.neat.bottom + 0.6 * self.pad + legend.height)
        self.sheet.part = "frame"
        self.sheet.shape(self.sheet.rectangle(self.neat), fill=None, edge=LIGHT.ink, width=0.7, z=OVER_ALL + 1)
        self.sheet.part = "foot"
        self.write_foot()

    def begin(self) -> float:
        """Return where title and legend begin within the neat line."""
        return self.sheet.begin(self.neat.left + self.pad, self.neat.right - self.pad)

    def write_foot(self) -> None:
        """Write the foot below the neat line."""
        begin = self.sheet.begin(self.whole.left, self.whole.right)
        self.write(self.foot, begin, self.whole.bottom + height_of(self.foot))

    def _beside(self) -> tuple[Lines, Legend, FigureContent]:
        """Return title, legend and map frame where the first two stand in a column beside the third."""
        briefer = None
        for share in COLUMN_SHARES:
            column = share * self.neat.width
            title = self.title(column - 2 * self.pad)
            room = self.neat.height - height_of(title) - 2.2 * self.pad
            content = self._content(self._beside_column(column))
            legend = self._legend(content, column - 2 * self.pad, room)
            if legend.height <= room:
                legend = self._legend(content, column - 2 * self.pad, room, content.names.marks)
            if legend.height > room:
                continue
            briefer = briefer or (title, legend, content)
            if _tells_all(legend, content):
                return title, legend, content
            if share >= TOLD_COLUMN:
                break
        if briefer is None:
            raise self.too_much()
        return briefer

    def _beside_column(self, width: float) -> Box:
        """Return what a column of title and legend leaves to the map."""
        if self.sheet.turned:
            return self.neat._replace(right=self.neat.right - width)
        return self.neat._replace(left=self.neat.left + width)

    def _stacked(self) -> tuple[Lines, Legend, FigureContent]:
        """Return title, legend and map frame, one below the other: legend and map frame depend on each other's room."""
        width = self.neat.width - 2 * self.pad
        title = self.title(width)
        box = self.neat._replace(top=self.neat.top - height_of(title) - 1.1 * self.pad)
        height, marks = 0.0, dict[str, Mark]()
        while box.height - height >= LEAST_PLATE_PT * self.sheet.unit:
            content = self._content(box._replace(bottom=box.bottom + height), marks)
            legend = self._legend(content, width, LEGEND_SHARE * box.height, marks.values())
            if legend.height + 1.2 * self.pad <= height:
                # In the room that is left, one more name may have come down to its code.
                told = content.names.marks
                legend = self._legend(content, width, LEGEND_SHARE * box.height, told)
                if legend.height + 1.2 * self.pad <= height:
                    legend, content = self._lower(box, marks, legend, content)
                    return title, legend, content
                before, marks = marks, marks | {mark.of: mark for mark in told}
                # The same marks told otherwise, as they were placed anew: the legend takes the room it needs.
                if before.keys() == marks.keys():
                    height = legend.height + 1.2 * self.pad
            else:
                height = legend.height + 1.2 * self.pad
        raise self.too_much()

    def _lower(
        self, box: Box, marks: Collection[str], legend: Legend, content: FigureContent
    ) -> tuple[Legend, FigureContent]:
        """Return legend and map frame with the map as large as the legend lets it be, once that is known."""
        needed, width = legend.height + 1.2 * self.pad, self.neat.width - 2 * self.pad
        # Where more comes down to codes than the legend had to explain, it takes another line or two.
        for more in (line * WRAPPED_EM * self.sheet.size.type_pt for line in range(MORE_LINES)):
            bottom = box.bottom + needed + more
            if content.map_frame.box.bottom - bottom < SLACK_SHARE * self.pad:
                break
            larger = self._content(box._replace(bottom=bottom), marks)
            again = self._legend(larger, width, LEGEND_SHARE * box.height, larger.names.marks)
            if again.height <= legend.height + more:
                return again, larger
        return legend, content

    def too_much(self) -> MapDataError:
        return MapDataError(
            f"the legend of map '{self.scene.data.id}' does not fit this size of figure; "
            "choose a larger size, or show fewer statuses and routes"
        )

    def _content(self, box: Box, coded: Collection[str] = ()) -> FigureContent:
        return FigureContent(self.sheet, fit_map_frame(self.scene, box, self.sheet.unit), coded, self.labels)

    def _legend(self, content: FigureContent, width: float, room: float, marks: Iterable[Mark] = ()) -> Legend:
        """Return the legend that says most within a height, with what stands for names, or the shortest."""
        if not self.explained:
            return Legend(self.sheet, [], width)
        statuses, language = self.scene.data.statuses, self.sheet.language
        groups = [legend_groups(content.shown, statuses, language, detail) for detail in DETAILS]
        for words in mark_notes(list(marks)):
            note = NOTE_JOIN.join(filter(None, (words, *content.remarks)))
            for items in groups:
                legend = Legend(self.sheet, items, width, note)
                if legend.height <= room:
                    return legend
            running = RunningLegend(self.sheet, groups[-1], width, note)
            if running.height <= room * (1 if self.sheet.size.beside else TOLD_SHARE / LEGEND_SHARE):
                break
        return min((legend, running), key=lambda one: one.height)

    def title(self, width: float) -> Lines:
        """Return title and subtitle in lines of a width; where there is no subtitle, the day."""
        data, language = self.scene.data, self.sheet.language
        day = date_text(PartialDate.of(data.as_of), language)
        parts = [
            (pick(data.title, language), self.sheet.face(TITLE, bold=True), LIGHT.ink),
            (pick(data.subtitle, language) or day, self.sheet.face(SUBTITLE), QUIET_INK),
        ]
        # Of these names no line ends in the midst: in Chinese there is no blank that parts them.
        named = [one.name for one in data.countries] + [one.name for one in data.places]
        whole = {pick(name, language) for name in named} if language == "zh" else set()
        balance = self.sheet.ruler.balance
        return [(line, face, color) for text, face, color in parts for line in balance(text, width, face, whole)]

    def foot_lines(self, plate: SceneData) -> Lines:
        """Return the foot's lines, with as many publishers of what is on the plate as two lines hold."""
        face = self.sheet.face()
        for publishers, short in FOOTS:
            text = foot_text(self.scene.data, self.sheet.language, publishers, plate, short=short)
            lines = self.sheet.ruler.wrap(text, self.whole.width, face)
            if len(lines) <= FOOT_LINES:
                break
        return [(line, face, QUIET_INK) for line in lines]

    def write(self, lines: Lines, begin: float, top: float) -> None:
        """Write lines of text below each other, from where they begin and the top of the first."""
        for text, face, color in lines:
            top -= LEADING * face.size
            self.sheet.write(text, begin, top + 0.28 * face.size, face, color=color)


def _tells_all(legend: Legend, content: FigureContent) -> bool:
    """Tell whether a legend tells what only adds to the map too."""
    return legend.said != mark_notes(content.names.marks)[-1] or all(
        mark.name == mark.least for mark in content.names.marks
    )


def height_of(lines: Lines) -> float:
    """Return how high lines of text stand."""
    return sum(LEADING * face.size for _, face, _ in lines)
