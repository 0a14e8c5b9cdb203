// Long work in short slices: the page paints and answers between two of them.

const LATE_MS = 40;
// (A timer that was set by another one's task waits four milliseconds or more; a message does not.)
const { port1, port2 } = new MessageChannel(), waiting = /** @type {(() => void)[]} */ ([]);
port1.onmessage = () => waiting.shift()?.();
/** @returns {Promise<void>} */
export const breath = () => new Promise(done => {
  waiting.push(done);
  port2.postMessage(null);
});
// What was drawn is painted now. (Of a page that nobody sees no frame is painted.)
/** @returns {Promise<void>} */
export const frame = () => document.hidden ? breath() : new Promise(done => {
  requestAnimationFrame(() => { breath().then(done); });
  setTimeout(done, LATE_MS);
});

// Take steps to their end, or until nobody needs them any more.
/** @param {Iterator<unknown>} steps @param {() => boolean} isNeeded @param {number} slice milliseconds */
export const inSlices = async (steps, isNeeded, slice) => {
  for (;;) {
    await frame();
    if (!isNeeded()) return;
    const until = performance.now() + slice;
    do if (steps.next().done) return;
    while (performance.now() < until);
  }
};
// Take steps to their end at once.
/** @param {Iterator<unknown>} steps */
export const atOnce = steps => { while (!steps.next().done); };
