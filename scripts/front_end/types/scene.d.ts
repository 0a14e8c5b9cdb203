// Made by scripts/make_scene_schema.py from layers/scene/model.py; a field with ? is absent where it has its default.
declare namespace Records {
  interface Claim {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    subject: string;
    date?: string;
    claim: Record<string, string>;
    verdict: "confirmed" | "partly" | "not_confirmed" | "context";
    finding: Record<string, string>;
  }
  interface CountryLength {
    code: string;
    km: number;
  }
  interface Event {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    name: Record<string, string>;
    place: string;
    kind: string;
    start: string;
    end?: string;
    format?: "in_person" | "online" | "hybrid";
    number?: number;
  }
  interface FrameClass {
    color: string;
    ink: string;
    label?: Record<string, string>;
    span?: [number, number];
    count: number;
  }
  interface FrameColumn {
    name: string;
    cells: Array<string | number | null>;
  }
  interface FrameSize {
    value: number;
    pixels: number;
  }
  interface JourneyEnd {
    name: Record<string, string>;
    lat: number;
    lon: number;
  }
  interface Member {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    country: string;
    status: string;
    since: string | null;
    until?: string;
    event?: Record<string, string>;
  }
  interface SceneAside {
    code: string;
    points: Array<[number, number]>;
  }
  interface SceneAspect {
    id: string;
    name: Record<string, string>;
    mark: "outline" | "letter";
    statuses: Array<SceneAspectStatus>;
    shown?: boolean;
  }
  interface SceneAspectStatus {
    id: string;
    label: Record<string, string>;
    color: string;
    letter: string;
  }
  interface SceneBloc {
    id: string;
    name: Record<string, string>;
    short?: Record<string, string>;
    founded?: string;
  }
  interface SceneBound {
    total_km: number;
    by_country?: Array<CountryLength>;
  }
  interface SceneBranch {
    id: string;
    line: string;
    stops: Array<StopFact>;
    sections: Array<SceneSection>;
  }
  interface SceneCallout {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    subject: string;
    quantity: string;
    value: number;
    unit: string;
    scope?: Record<string, string>;
    as_of?: string;
    recommended?: boolean;
    quantity_name: Record<string, string>;
    lat: number;
    lon: number;
  }
  interface SceneChange {
    date: string;
    text: Record<string, string>;
    codes?: Array<string>;
  }
  interface SceneCountry {
    code: string;
    name: Record<string, string>;
    label: [number, number];
    rank: number;
    neighbour?: boolean;
    small: boolean;
    strength?: number;
    spells: Array<Member>;
    aspects?: Array<Member>;
    away?: Array<SceneSpan>;
    note?: Record<string, string>;
    figures?: Array<StatisticFact>;
    claims?: Array<Claim>;
  }
  interface SceneCredit {
    text: Record<string, string>;
  }
  interface SceneData {
    format: number;
    id: string;
    bloc: SceneBloc;
    title: Record<string, string>;
    subtitle: Record<string, string>;
    other_titles: Array<SceneTitle>;
    summary: Record<string, string>;
    as_of: string;
    checked: string | null;
    languages: Array<string>;
    language: string;
    words: Record<string, Record<string, string>>;
    worldview: SceneWorldview;
    projection: SceneProjection;
    view: SceneView;
    insets?: Array<SceneInset>;
    aside?: Array<SceneAside>;
    beyond?: Record<string, string>;
    undated?: Record<string, string>;
    statuses: Array<SceneStatus>;
    overlap?: boolean;
    aspects: Array<SceneAspect>;
    countries: Array<SceneCountry>;
    places: Array<ScenePlace>;
    routes: Array<SceneRoute>;
    callouts?: Array<SceneCallout>;
    journeys: Array<SceneJourney>;
    symbology: SceneSymbology;
    steps: Array<Step>;
    disputes: Array<SceneDispute>;
    claims: Array<Claim>;
    figures: Array<StatisticFact>;
    time: SceneTime | null;
    credits: Array<SceneCredit>;
    water: Array<SceneWater>;
    towns: Array<SceneTown>;
    missing: Array<Record<string, string>>;
    locator: SceneLocator | null;
    relief?: SceneRelief;
    sources: Record<string, SceneSource>;
    publishers?: Array<string>;
    frames: Array<SceneFrame>;
  }
  interface SceneDispute {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    name: Record<string, string>;
    type: "territory" | "status" | "maritime" | "boundary" | "island" | "exclave" | "lease" | "settled" | "law" | "policy";
    parties?: Array<string>;
    administered_by?: Record<string, string>;
    claimed_by?: Record<string, string>;
    law?: Record<string, string>;
    lat: number;
    lon: number;
    settled?: boolean;
    drawn: "area" | "point";
    nobodys?: boolean;
    area?: string;
  }
  interface SceneFrame {
    id: string;
    kind: "points" | "lines" | "areas";
    name: Record<string, string>;
    legend?: Record<string, string>;
    rows: number;
    classes: Array<FrameClass>;
    of?: Array<number>;
    size: number;
    sizes?: Array<number>;
    size_name?: string;
    size_key?: Array<FrameSize>;
    dash?: Array<number>;
    names?: Array<string>;
    names_from?: string;
    labelled?: boolean;
    columns?: Array<FrameColumn>;
    drawn?: "svg" | "canvas";
    shown?: boolean;
    sources?: Array<string>;
  }
  interface SceneInset {
    name: Record<string, string>;
    bounds: [number, number, number, number];
    extent: [number, number, number, number];
  }
  interface SceneJourney {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    who: Record<string, string>;
    role?: Record<string, string>;
    country?: string;
    from: string;
    to: string;
    date?: string;
    event?: Record<string, string>;
    attended?: boolean;
    basis?: Record<string, string>;
    start: JourneyEnd;
    end: JourneyEnd;
    arc: string;
    way?: "arrival" | "departure" | "absence" | "onward";
  }
  interface SceneLocator {
    bounds: [number, number, number, number];
  }
  interface ScenePlace {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    name: Record<string, string>;
    also?: string;
    country: Array<string>;
    lat: number;
    lon: number;
    kind: Array<string>;
    date?: string;
    uncertainty_km?: number;
    single?: boolean;
    rank: number;
    capital?: boolean;
    events?: Array<Event>;
    claims?: Array<Claim>;
  }
  interface SceneProjection {
    name: "laea" | "equal-earth" | "orthographic" | "web-mercator";
    lon: number;
    lat: number;
    horizon: number;
  }
  interface SceneRelief {
    extent: [number, number, number, number];
    webp: string;
  }
  interface SceneRoute {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    id: string;
    name: Record<string, string>;
    description?: Record<string, string>;
    osm?: string;
    role: "main" | "other" | "context";
    shade?: number;
    label?: Record<string, string>;
    arrows?: boolean;
    schematic: boolean;
    figures?: Array<StatisticFact>;
    lower_bound: SceneBound;
    countries?: Array<string>;
    branches: Array<SceneBranch>;
    claims?: Array<Claim>;
  }
  interface SceneSection {
    from_seq: number;
    to_seq: number;
    approximate: boolean;
    mode: "rail" | "road" | "ferry" | "sea" | "air" | "pipeline" | "cable" | "walking";
    spells: Array<Segment>;
  }
  interface SceneSource {
    publisher: string;
    title: string;
    url?: string;
    published?: string;
    undated?: boolean;
    accessed?: string;
    licence?: string;
    note?: string;
  }
  interface SceneSpan {
    since?: string;
    until?: string;
  }
  interface SceneStatus {
    id: string;
    label: Record<string, string>;
    color: string;
    base?: string;
    ink: string;
    letter: string;
    pattern: "solid" | "stripe" | "cross" | "dots";
    member: boolean;
    shown: boolean;
  }
  interface SceneSymbology {
    stop_zooms: Record<string, [number, number, number]>;
    usual_stops: Array<"station" | "border" | "pass" | "tunnel" | "bridge" | "gauge_change" | "port" | "waypoint">;
    gauge_zoom: number;
    label_needs: Record<string, number>;
  }
  interface SceneTime {
    first: string;
    last: string;
    changes: Array<SceneChange>;
  }
  interface SceneTitle {
    since?: string;
    title: Record<string, string>;
  }
  interface SceneTown {
    name: Record<string, string>;
    lat: number;
    lon: number;
    zoom: number;
  }
  interface SceneView {
    bounds: [number, number, number, number];
    extent: [number, number, number, number];
    detail?: [number, number, number, number];
    min_zoom: number;
    max_zoom: number;
  }
  interface SceneWater {
    name: Record<string, string>;
    lake?: boolean;
    lat: number;
    lon: number;
    rank: number;
  }
  interface SceneWorldview {
    id: string;
    label: Record<string, string>;
    note?: Record<string, string>;
    sources?: Array<string>;
  }
  interface Segment {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    route: string;
    branch?: string;
    from_seq: number;
    to_seq: number;
    status: "operating" | "under_construction" | "planned" | "proposed" | "suspended";
    mode?: "rail" | "road" | "ferry" | "sea" | "air" | "pipeline" | "cable" | "walking";
    course?: string;
    since?: string;
    until?: string;
  }
  interface StatisticFact {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    subject: string;
    quantity: string;
    value: number;
    unit: string;
    scope?: Record<string, string>;
    as_of?: string;
    recommended?: boolean;
    quantity_name: Record<string, string>;
  }
  interface Step {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    story: string;
    seq: number;
    date?: string;
    title: Record<string, string>;
    text: Record<string, string>;
    journeys?: Array<string>;
    places?: Array<string>;
    countries?: Array<string>;
    routes?: Array<string>;
  }
  interface StopFact {
    sources: Array<string>;
    confidence?: "high" | "medium" | "low";
    note?: Record<string, string>;
    route: string;
    branch?: string;
    seq: number;
    place?: string;
    name?: Record<string, string>;
    also?: string;
    country?: Array<string>;
    lat: number;
    lon: number;
    kind: "station" | "border" | "pass" | "tunnel" | "bridge" | "gauge_change" | "port" | "waypoint";
    gauge_mm?: number;
    chainage_km?: number;
    length_km?: number;
    uncertainty_km?: number;
    single?: boolean;
    id: string;
    gauge_before_mm?: number;
    gauge_break?: boolean;
    crossing?: boolean;
  }
}
