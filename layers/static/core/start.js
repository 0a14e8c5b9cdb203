// The start: the scene is read, the panels are made, then the map is drawn.

import { decode } from "../drawing/decode.js";
import { addGuest } from "../map/guest.js";
import { startMap } from "../map/map.js";
import { createMap, showAll } from "../map/viewport.js";
import { fallBack } from "../opening/fallback.js";
import { placeStill } from "../opening/still.js";
import { unpack } from "../opening/unpack.js";
import { addCards } from "../panels/cards.js";
import { addCompare } from "../panels/compare.js";
import { addEmbed } from "../panels/embed.js";
import { addKeyboard } from "../panels/keyboard.js";
import { addLanguage } from "../panels/language.js";
import { addLegend } from "../panels/legend.js";
import { addSearch } from "../panels/search.js";
import { addShare } from "../panels/share.js";
import { addStory } from "../panels/story.js";
import { addTable } from "../panels/table.js";
import { addTimeline } from "../panels/timeline.js";
import { createApp } from "./app.js";
import { find, root } from "./dom.js";
import { addHost } from "./host.js";
import { addLinks } from "./links.js";
import { breath, frame } from "./slices.js";
import { readWire } from "./wire.js";

// In the order in which they hear of a change.
/** @type {((app: App) => void)[]} */
const PANELS = [
  addLanguage, addCards, addLegend, addCompare, addTimeline, addStory, addSearch, addTable, addShare, addKeyboard, addGuest, addEmbed, addHost,
];

// Where the panels lie over the map, their width is all that it must know of them: it needn't wait for their words.
/** @param {App} app */
const isBeside = ({ state }) => !state.embed && find("panel").getBoundingClientRect().top < find("main").getBoundingClientRect().bottom;

/** @param {Own} [own] */
const open = async own => {
  const island = find("scene"), geometry = unpack(find("geometry"));
  // A page that other scripts follow has its scene as plain JSON: then the map is there before they run.
  const scene = island.type === "application/json" ? JSON.parse(island.textContent) : readWire(await unpack(island));
  for (const key of ["places", "routes", "journeys", "steps", "disputes", "claims", "figures", "credits", "missing", "water", "towns", "frames"]) scene[key] ||= [];
  // The style sheet knows the fills of the reader's light or dark, and mixes a wash.
  const { routes, statuses } = /** @type {Scene} */ (scene), told = routes.filter(({ role }) => role !== "context");
  statuses.forEach((status, n) => {
    Object.assign(status, { color: `var(--s${n})`, ink: `var(--i${n})` });
    if (status.base) document.body.classList.add("wash", told.length === 1 ? "lone" : "wash");
  });
  const map = /** @type {any} */ (window)[find("map").dataset.name] = createMap(scene, find("map")), app = map.app = createApp(scene, map);
  addLinks(app);
  Object.assign(app.state, app.links.read());
  const beside = isBeside(app);
  const addPanels = async () => {
    for (const add of PANELS) add(app);
    if (beside) await frame();
    app.set(app.links.read(), true);
    showAll(map, scene); // the panels have their words by now
  };
  if (beside) showAll(map, scene);
  else await addPanels();
  placeStill();
  if (!beside) await breath();
  const borders = await geometry;
  for (const [id, geometry] of await own?.read(scene.frames) || []) app.index.geometry.set(id, geometry);
  const { listen, name } = startMap(Object.assign(app, { geometry: decode(borders) }), own);
  find("still")?.remove();
  await frame();
  if (beside) await addPanels();
  listen();
  await name();
  app.links.look();
  app.set({ ready: true });
  root.dataset.ready = "yes";
};

// Anyone's own frames are read and drawn by what only their pages bring.
/** @param {Own} [own] */
export const start = own => {
  // A browser too old, or a file damaged on its way: what a page without scripts shows is still there, as it was.
  const still = find("still")?.cloneNode(true);
  open(own).catch(error => {
    fallBack(still);
    throw error;
  });
};
