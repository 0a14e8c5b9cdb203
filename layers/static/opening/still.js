// The still map: seen before anything else has arrived, where the live one will stand, until that is drawn.

import { roomFor } from "../map/room.js";
import { METRES_PER_PIXEL, SNAP } from "../map/zoom.js";

export const placeStill = () => {
  const still = document.getElementById("still"), picture = still?.firstElementChild;
  if (!still || !picture) return;
  // Metres of a unit of the picture, of its frame across and down; the frame's middle is the picture's.
  const [unit, across, down, x, y] = (still.dataset.frame || "").split(" ").map(Number);
  const { padding, scale } = roomFor(still, { across, down }), { clientWidth: width, clientHeight: height } = still;
  if (!(scale > 0)) return;
  const zoom = Math.max(0, Math.floor(Math.log2(scale * METRES_PER_PIXEL) / SNAP) * SNAP), k = unit * 2 ** zoom / METRES_PER_PIXEL;
  const left = (width + padding.left - padding.right) / 2, top = (height + padding.top - padding.bottom) / 2;
  still.removeAttribute("viewBox");
  picture.setAttribute("transform", `translate(${left} ${top}) scale(${k}) translate(${-x} ${-y})`);
};
