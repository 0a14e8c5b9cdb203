// Where a box is shown as large as it can be beside what lies over the map.

// (A slit between two panels is no place for a map where there is room beside them.)
const NEAR_PX = 60, SLIT = 0.4, NONE = { left: 0, right: 0, top: 0, bottom: 0 };

// What lies over the map: rectangles in pixels of the window.
/** @param {Element} element @param {string} [more] */
export const panelsOver = (element, more = "") => {
  const frame = element.getBoundingClientRect();
  const over = document.querySelectorAll(`#head, #panel, #tools, #card.sheet${more}`);
  return [...over].map(one => one.getBoundingClientRect()).filter(r =>
    r.width && r.left < frame.right && r.right > frame.left && r.top < frame.bottom && r.bottom > frame.top);
};

// How much of each side of the map is left to the panels, and the pixels of a unit of the box: each panel is passed on
// whichever side leaves more room. A map that is not shown yet has no size, and no scale above 0.
/** @param {Element} element @param {{ across: number, down: number }} box @param {number} margin @returns {{ padding: Padding, scale: number, slit: boolean }} */
export const roomFor = (element, box, margin = 14) => {
  const page = element.getBoundingClientRect(), { clientWidth: width, clientHeight: height } = element;
  /** @param {DOMRect[]} panels @param {Padding} padding @returns {{ padding: Padding, scale: number, slit: boolean }} */
  const largest = ([panel, ...others], padding) => {
    if (!panel) {
      const tall = height - padding.top - padding.bottom, across = (width - padding.left - padding.right - 2 * margin) / box.across;
      return { padding, scale: Math.min(across, (tall - 2 * margin) / box.down), slit: tall < SLIT * height };
    }
    /** @type {[keyof Padding, number, number][]} */
    const all = [
      ["left", panel.left - page.left, panel.width], ["right", page.right - panel.right, panel.width],
      ["top", panel.top - page.top, panel.height], ["bottom", page.bottom - panel.bottom, panel.height],
    ];
    const ways = all.filter(([, gap]) => gap < NEAR_PX).map(([side, gap, size]) =>
      largest(others, { ...padding, [side]: Math.max(padding[side], gap + size) }));
    return ways.length ? ways.reduce((a, b) => (a.slit === b.slit ? b.scale > a.scale : a.slit) ? b : a) : largest(others, padding);
  };
  const best = largest(panelsOver(element), NONE);
  return best.scale > 0 ? best : largest([], NONE);
};
