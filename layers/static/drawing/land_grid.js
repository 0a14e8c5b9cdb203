// Whose land each spot of a view is: the shapes laid over a grid once, for names are tried over the same land again and
// again.

const CELL_PX = 2;

/**
 * Return a function of a pixel: the country there, null where the border view gives land to nobody, undefined over the sea.
 * @param {MapRenderer} renderer
 * @param {CountryEntry[]} countries
 * @param {Shape[]} grounds
 */
export const landGrid = (renderer, countries, grounds) => {
  let left = 0, right = 0, top = 0, bottom = 0, cells = new Int16Array();
  // Give a shape's cells a number, as the rule of odd and even has it: those that are not taken, or only those that are.
  /** @param {Shape} shape @param {number} number @param {boolean} taken */
  const lay = ({ parts }, number, taken) => {
    const rows = /** @type {number[][]} */ ([]), width = right - left;
    for (const part of parts) for (let i = 0, j = part.length - 2; i < part.length; j = i, i += 2) {
      const px = part[i], py = part[i + 1], qx = part[j], qy = part[j + 1], end = Math.min(bottom, Math.ceil(Math.max(py, qy) / CELL_PX));
      for (let row = Math.max(top, Math.ceil(Math.min(py, qy) / CELL_PX)); row < end; row++) (rows[row - top] ||= []).push((qx - px) * (row * CELL_PX - py) / (qy - py) + px);
    }
    rows.forEach((crossings, row) => {
      crossings.sort((a, b) => a - b);
      for (let k = 1; k < crossings.length; k += 2) {
        const end = Math.min(right, Math.ceil(crossings[k] / CELL_PX));
        for (let column = Math.max(left, Math.ceil(crossings[k - 1] / CELL_PX)); column < end; column++) {
          const cell = row * width + column - left;
          if (!cells[cell] !== taken) cells[cell] = number;
        }
      }
    });
  };
  function* look() {
    const bounds = renderer._bounds, { min, max } = bounds; // (what lies beyond them is not drawn)
    [left, top, right, bottom] = [min.x, min.y, max.x, max.y].map(edge => Math.ceil(edge / CELL_PX));
    cells = new Int16Array((right - left) * (bottom - top));
    for (const [i, { shape }] of countries.entries()) yield lay(shape, i + 1, false);
    for (const shape of grounds) yield lay(shape, -1, true);
    landAt.seen = bounds;
  }
  const landAt = /** @type {LandAt} */ ((x, y) => {
    const column = Math.round(x / CELL_PX), row = Math.round(y / CELL_PX);
    const found = column < left || column >= right || row < top || row >= bottom ? 0 : cells[(row - top) * (right - left) + column - left];
    return found < 0 ? null : countries[found - 1];
  });
  // It is laid before it is asked, step by step, and anew when the view is another or land has come or gone.
  landAt.steps = () => landAt.seen === renderer._bounds ? [].values() : look();
  return landAt;
};
