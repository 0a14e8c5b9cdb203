// Zooms in the sense of web maps.

export const METRES_PER_PIXEL = 156543.03392804097;
// The page shows eighths of a zoom.
export const SNAP = 0.125;
