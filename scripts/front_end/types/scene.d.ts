// The scene as docs/scene.md describes it, once the start has put an empty list where a key is absent.

/** A text by language. */
type Words = Record<string, string>;
type Verdict = string;
type Claim = { id: string; claim: Words; verdict: Verdict; finding?: Words; sources: string[] };
type Statistic = {
  quantity: string; name: Words; value: number; unit: string; scope?: Words; as_of?: string; recommended?: boolean;
  note?: Words; sources: string[];
};
type Spell = {
  status: string; since?: string | null; until?: string | null; event?: Words; note?: Words; confidence?: string;
  sources?: string[];
};
type Status = {
  id: string; label: Words; color: string; base?: string; ink: string; letter: string;
  pattern: "solid" | "stripe" | "cross" | "dots"; member: boolean; shown: boolean;
};
type Country = {
  code: string; name: Words; label: [number, number]; spells?: Spell[]; figures?: Statistic[]; claims?: Claim[];
};
type BlocEvent = {
  name: Words; start: string; end?: string; format?: string; note?: Words; sources?: string[];
};
type Place = {
  id: string; name: Words; also?: string; country: string[]; lat: number; lon: number; kinds: string[]; rank: number;
  capital?: boolean; uncertainty_km?: number; note?: Words; sources?: string[]; events?: BlocEvent[]; claims?: Claim[];
};
type Stop = {
  seq: number; name: Words; also?: string; lat: number; lon: number; kind: string; country: string[];
  gauge_mm?: number; gauge_break?: [number, number] | null; chainage_km?: number; length_km?: number;
  uncertainty_km?: number; confidence?: string; note?: Words; sources?: string[];
};
type Section = { from: number; to: number; approximate?: boolean; mode?: string; spells: Spell[] };
type Branch = { id: string; line: string; stops: Stop[]; sections: Section[] };
type LowerBound = { total_km: number; by_country?: { code: string; km: number }[] };
type Role = "main" | "other" | "context";
type Route = {
  id: string; name: Words; description?: Words; role: Role; label?: Words; arrows?: boolean; schematic?: boolean;
  note?: Words; sources?: string[]; figures?: Statistic[]; lower_bound?: LowerBound; countries?: { code: string }[];
  branches: Branch[]; claims?: Claim[];
};
type End = { name: Words; lat: number; lon: number };
type Journey = {
  id: string; who: Words; role?: Words; from: End; to: End; date: string; event?: Words; attended: boolean | null;
  basis?: Words; line: string; confidence?: string; note?: Words; sources?: string[];
};
type Step = {
  date: string; title: Words; text: Words; journeys?: string[]; places?: string[]; countries?: string[];
  routes?: string[]; sources?: string[];
};
type Dispute = {
  id: string; name: Words; type: string; settled?: boolean; lat: number; lon: number; area: string | null;
  administered_by?: Words; claimed_by?: Words; law?: Words; note?: Words; confidence?: string; sources?: string[];
};
type Source = {
  publisher?: string; title: string; url?: string; published?: string; accessed?: string; licence?: string;
  note?: string;
};
type Projection = { lon: number; lat: number; horizon: number };
type Scene = {
  id: string; bloc: { id: string; name: Words; short?: Words }; title: Words; subtitle: Words; summary: Words;
  as_of: string; languages: string[]; language: string; words: Record<string, Record<string, string>>;
  worldview: { label: Words; note: Words }; credits: { text: Words }[]; projection: Projection;
  view: { extent: [number, number, number, number]; min_zoom: number; max_zoom: number };
  time: { first: string; last: string; changes: { date: string; text: Words }[] } | null;
  statuses: Status[]; countries: Country[]; places: Place[]; routes: Route[]; journeys: Journey[]; steps: Step[];
  disputes: Dispute[]; water: { name: Words; lat: number; lon: number; rank: number }[]; claims: Claim[];
  figures: Statistic[]; sources: Record<string, Source>; missing: Words[]; locator: object | null;
};
