// Boxes are {left, top, right, bottom}; top is the least y, in pixels and in the plane.
/** @param {ArrayLike<number>} part @returns {Box} */
export const boxOf = part => {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (let i = 0; i < part.length; i += 2) {
    const x = part[i], y = part[i + 1];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, top, right, bottom };
};
/** @param {Box} box @param {number} x @param {number} y */
export const holds = ({ left, top, right, bottom }, x, y) => x >= left && x <= right && y >= top && y <= bottom;
/** @param {Box[]} boxes */
export const boxAround = boxes => boxOf(boxes.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom]));

// (Math.hypot guards against overflow and is many times slower.)
/** @param {Point} a @param {Point} b */
export const distance = (a, b) => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);
// How far a point is from a box.
/** @param {Box} box @param {Point} point */
export const gapBetween = ({ left, right, top, bottom }, { x, y }) =>
  distance({ x: Math.max(left - x, 0, x - right), y: Math.max(top - y, 0, y - bottom) }, { x: 0, y: 0 });
