export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

const STEP = 8;
const SIDE_STEP = 32;
/** Room around a control. */
const GAP = 4;

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right + GAP) - Math.max(a.left, b.left - GAP);
  const height = Math.min(a.bottom, b.bottom + GAP) - Math.max(a.top, b.top - GAP);
  return width > 0 && height > 0 ? width * height : 0;
}

export function covers(place: Box, boxes: readonly Box[]): boolean {
  return boxes.some((box) => overlap(place, box) > 0);
}

/** Every place for a box, the lowest first: on the right, in the middle, on the left, and then in between. */
function* positionsFor({ width, height }: Size, view: Size, margin: number): Generator<Box> {
  const right = view.width - margin - width;
  const lefts = new Set([right, (view.width - width) / 2, margin]);
  for (let left = right - SIDE_STEP; left > margin; left -= SIDE_STEP) lefts.add(left);
  for (let bottom = view.height - margin; bottom - height >= margin; bottom -= STEP) {
    for (const left of lefts) yield { left, top: bottom - height, right: left + width, bottom };
  }
}

/**
 * Where a box of this size covers nothing, as low in the view as possible.
 * @param controls what must not be covered
 * @param better what should not be covered either, where there is room elsewhere
 * @returns the place that covers least where every place covers a control
 */
export function findPosition(
  size: Size,
  view: Size,
  margin: number,
  controls: readonly Box[],
  better: readonly Box[],
): Box {
  const places = [...positionsFor(size, view, margin)];
  const covered = (place: Box) => controls.reduce((sum, box) => sum + overlap(place, box), 0);
  return (
    places.find((place) => !covers(place, [...controls, ...better])) ??
    places.find((place) => !covers(place, controls)) ??
    places.reduce((best, place) => (covered(place) < covered(best) ? place : best), {
      left: margin,
      top: margin,
      right: margin + size.width,
      bottom: margin + size.height,
    })
  );
}
