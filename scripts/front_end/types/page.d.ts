// What the modules hand to each other. A module's own classes and results keep the types they have there.

type Point = { x: number; y: number };
/** Pixels or metres of the plane; top is the least y. */
type Box = { left: number; top: number; right: number; bottom: number };
/** x, y, x, y … of a ring or a line, in pixels. */
type Part = number[] & { box?: Box };
type Bounds = { min: Point; max: Point };
/** Metres of the plane to pixels, and the level of detail. */
type Transform = { ax: number; bx: number; ay: number; by: number; level: number };

/** What runs between two junctions; plane, known and chunks are kept once they are computed. */
type Chunk = Box & { from: number; to: number };
type Arc = {
  lon: Float64Array; lat: Float64Array; level: Uint8Array; plane?: Float64Array; known?: number; chunks?: Chunk[];
};
type DrawnArc = Required<Arc>;
/** References to arcs: a negative one, ~i, is arc i backwards. */
type References = number[];
type Geometry = {
  step: number; arcs: Arc[]; horizon: References; polygons: Record<string, References[][]>;
  lines: Record<string, References>;
};
type Crs = L.CRS & {
  rim: number[][]; radius: number; middle: L.Point; beyond: (point: L.Point) => number; projection: L.Projection;
  transformation: { _a: number; _b: number; _c: number; _d: number };
  forward: (lon: number, lat: number, out: number[] | Float64Array, at: number) => void;
};

type Home = { centre: L.LatLng; zoom: number };
interface BlocMap extends L.Map {
  _animatingZoom?: boolean;
  app: App; home: Home; options: L.MapOptions & { crs: Crs; zoomSnap: number };
}
type Arcs = import("../../../layers/static/drawing/arcs.js").Arcs;
type Shape = import("../../../layers/static/drawing/renderer.js").Shape;
type ShapeOptions = { closed?: boolean; copies?: SVGElement[]; id?: string; arcs?: Arcs };
type GroupName = "sea" | "graticule" | "lands" | "patterns" | "relief" | "areas" | "disputes" | "borders" | "grounds" | "routes" | "journeys" | "paths" | "points"
  | "highlights" | "symbols" | "labels";
/** Our renderer for Leaflet, with what it uses of Leaflet's own. */
type MapRenderer = L.SVG & {
  arcs: Arcs; shapes: Shape[]; defs: SVGElement; groups: Record<GroupName, SVGElement>;
  transform(): Transform; pixel(plane: number[]): Point; plane(lon: number, lat: number): [number, number];
  spot(lon: number, lat: number): Point;
  shape(parent: GroupName | SVGElement, className: string, lists?: References[], options?: ShapeOptions): Shape;
  _map: BlocMap; _container: SVGElement; _rootGroup: SVGElement; _bounds: L.Bounds & Bounds; _zoom: number;
  _key?: string; _scale?: string; _seen?: L.Bounds; _transform: Transform;
};
/** What our renderer adds to Leaflet's or does in its place. */
type RendererMethods = ThisType<MapRenderer> & Pick<MapRenderer, "transform" | "pixel" | "plane" | "spot" | "shape"> & {
  options: L.RendererOptions; initialize(arcs: Arcs): void; _initContainer(): void; _update(): void;
  _updatePaths(): void;
};
/** What stands for a feature: a shape, or what of a line is drawn now. */
type Outline = Pick<Shape, "closed" | "lists" | "parts"> & Partial<Shape>;
type Feature = { shape: Outline; element?: SVGElement };
/** A point along a line, with the direction there. */
type Spot = Point & { dx: number; dy: number };
type Features = Map<string, Feature>;
type Fills = ReturnType<typeof import("../../../layers/static/drawing/fills.js").drawFills>;
type CountryEntry = {
  country: Country; lists: References[]; shape: Shape; extent: Box & { area: number }; reach: Box; status: Status | null;
};
type LandAt = {
  (x: number, y: number): CountryEntry | null | undefined; seen?: Bounds | null; steps(): Iterable<void>;
};
type DrawnSection = { branch: Branch; section: Section; list: References; key: string };
type RouteEntry = {
  route: Route; element: SVGElement; parents: SVGElement[]; styles: Map<string, Shape>; sections: DrawnSection[];
  heads: SVGElement; shape: Outline;
};
type Routes = Map<string, RouteEntry>;

type Attributes = Record<string, any>;
type Tag = keyof SVGElementTagNameMap;
type Glyph = [Tag, Attributes];
/** A symbol at a point: what it stands for, and whether and where it is drawn now. */
type MapSymbol = {
  id: string; of: any; glyph: string; className: string; plane: [number, number]; radius: number; level: number;
  on: boolean; kind: string; shown: () => unknown; x: number; y: number; element?: SVGElement; route?: Route;
  end?: boolean; breaks?: boolean; crowded?: boolean; terminus?: boolean; always?: boolean;
  turn?: false | (() => DrawnSection[]); status?: () => Status | null;
};
/** Longitudes and latitudes in degrees, by row. */
type Points = { lon: Float64Array; lat: Float64Array };
type OwnGeometry = { points: Points; arcs: Geometry | null };
/** What is drawn of a frame now, by row, and what of it names keep clear of. */
type FrameDrawing = {
  frame: Frame; update(): void; redraw(): void; spot(row: number): (Point & { radius: number }) | null;
  at(x: number, y: number): FrameClass | null; ids(): string[]; boxes(): Box[]; parts(): Part[];
  outline?(row: number): Shape | null; hit?(x: number, y: number): string | null;
  named(): (Point & { id: string; text: string; radius: number; shape?: Shape })[];
};
/** What reads and draws anyone's frames. */
type Own = {
  read(frames: Frame[]): Promise<[string, OwnGeometry][]>;
  draw(app: App, renderer: MapRenderer, features: Features, frame: Frame): FrameDrawing;
};
/** A disc dot by dot: red, green, blue, cover. */
type Stamp = { side: number; reach: number; dots: Uint8ClampedArray; words: Uint32Array };
type Frames = ReturnType<typeof import("../../../layers/static/drawing/frames.js").drawFrames>;
type Symbols = Map<string, MapSymbol>;

/** A text as large as it is drawn: rows, half width and half height. */
type Size = { rows: string[]; style: string; spacing: number; widths: number[]; up: number; w: number; h: number };
type LabelBox = Size & Box & Point & { leader?: Point; path?: Box[]; ground?: number; kept?: boolean };
type LabelSpace = ReturnType<typeof import("../../../layers/static/names/label_space.js").labelSpace>;
type Label = {
  id?: string; kind: string; need: number; order?: number; at?: Point; held?: Status | null; spot?: LabelBox; away?: string[]; who?: boolean; strict?: boolean;
  marks?: string[]; notes?: string[];
  boxes: (kept?: LabelBox) => Iterable<LabelBox>;
};

type Child = Node | string | number | boolean | null | undefined | Child[];
type Panel = "search" | "legend" | "table" | "sources" | "share";
/** What a map in a frame brings besides itself. */
type Parts = { title: boolean; legend: boolean; time: boolean; story: boolean; compare: boolean; credit: boolean };
type State = {
  date: string; lang: string; hidden: Set<string>; selected: string | null; step: number | null; panel: string | null;
  embed: boolean; parts: Parts; ratio: number; ready: boolean;
};
type Key = keyof State;
/** What an address or a program around the page asks for; none of it is believed before it is looked at. */
type Asked = {
  date?: string; lang?: string; selected?: string | null; step?: number | null; hidden?: string[];
  view?: number[] | null; theme?: string | null;
};
/** What can be selected: a country, place, route, stop, dispute or journey, with where it stands. */
type Entry = { id: string; kind: string; data: any; at: [number, number]; name: Words; route?: Route; layer?: Words };
/** A feature that is drawn now. */
type Drawn = { id: string; kind: string; name: string; latlng: L.LatLng };
type Held = { status: Status; spell: Spell };
/** A number may have a text of its own, with its unit. */
type Measured = { text: string; valueOf(): number | string };
type Cell = string | number | null | undefined | Measured;
type Table = { id: string; keys: string[]; columns: string[]; rows: Cell[][]; title?: string };
type Speech = ReturnType<typeof import("../../../layers/static/core/speech.js").speech>;

/** The page's state and what its parts offer each other; each part adds its own. */
type App = Speech & {
  scene: Scene; map: BlocMap; state: State; index: ReturnType<typeof import("../../../layers/static/core/scene_index.js").indexScene>; usual: Set<string>; aboutLines: boolean;
  set(patch: Partial<State>, all?: boolean): void;
  on(keys: Key | Key[], react: (state: State, changed: Key[]) => void): void;
  credits(): string[]; cites(): string; short(): string; name(id: string): string; countries(codes?: string[]): string;
  status(country: Country, date?: string): Held | null; held(country: Country, date?: string): Status | null; away(country: Country): unknown; letters(country: Country): string[];
  drawn(country: Country): ReturnType<App["aspects"]>;
  aspects(country: Country, date?: string): { aspect: Aspect; status: Aspect["statuses"][number]; spell: Spell }[];
  sectionState(section: Pick<Section, "spells">, date?: string): SectionState | null;
  shown(id: string): boolean; present(): (Held & { country: Country })[]; lines(): Route[];
  inStory(kind: "journeys" | "places" | "routes" | "countries", id: string): boolean; keyed(): Status[];
  holders(status: Status | Aspect["statuses"][number]): Country[]; count(status: Status | Aspect["statuses"][number]): string; names(status: Status): string;
  told(journey: Journey): boolean; toggle(ids: string[], on: boolean): void;
  select(id: string | null, how?: { fly?: boolean; focus?: boolean }): void; say(text: string): void;

  geometry: Geometry;
  go(step: number): void; coded(told: string[]): boolean;
  fit(animate?: boolean): void; visit(extent: number[]): void; flyTo(ids: string | string[]): void; redraw(): void;
  settle(): void;
  element(id: string): SVGElement | null | undefined; hides(id: string, box: Box, clicked?: L.LatLng | null): number;
  symbol(kind: string, test: (of: any) => unknown): SVGElement | null | undefined;
  features(): Drawn[];
  canvas(scale?: number): HTMLCanvasElement; highlight(id: string, on: boolean): void;

  label(node: Element, key: string): void; tell(words: string): void;
  source(id: string): Child[]; claims(list?: Claim[]): Child; cite(id: string): HTMLElement; lead(id: string): string;
  card: { focus(): void; peek(id: string | null): void }; hover(id: string | null): void; reveal(id: string): void;
  csv(table: Table): () => Promise<void>; shared(): Child[];
  links: {
    read(): Partial<State>; look(): void; known(asked: Asked): Partial<State>; show(view: unknown[]): boolean;
    view(): number[] | null; address(embed?: boolean): string;
  };
};

type Padding = { left: number; right: number; top: number; bottom: number };

/** Every element of the page is of HTML or SVG, which have these in common; an attribute's value becomes text. */
interface Element {
  readonly dataset: DOMStringMap; focus(options?: FocusOptions): void;
  setAttribute(name: string, value: string | number | boolean): void;
}
interface Uint8ArrayConstructor { fromBase64?(text: string): Uint8Array<ArrayBuffer> }

/** What anywidget hands to a widget. */
type WidgetModel = {
  get(name: string): any; set(name: string, value: unknown): void; save_changes(): void;
  on(names: string, react: () => void): void; off(names: string, react: () => void): void;
};
