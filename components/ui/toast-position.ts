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
/** The space to keep around a control, in pixels. */
const GAP = 4;

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right + GAP) - Math.max(a.left, b.left - GAP);
  const height = Math.min(a.bottom, b.bottom + GAP) - Math.max(a.top, b.top - GAP);
  return width > 0 && height > 0 ? width * height : 0;
}

export function covers(position: Box, boxes: readonly Box[]): boolean {
  return boxes.some((box) => overlap(position, box) > 0);
}

/** Every position for a box, from the bottom up: right, centre, left, then in between. */
function* positionsFor({ width, height }: Size, view: Size, margin: number): Generator<Box> {
  const right = view.width - margin - width;
  const lefts = new Set([right, (view.width - width) / 2, margin]);
  for (let left = right - SIDE_STEP; left > margin; left -= SIDE_STEP) lefts.add(left);
  for (let bottom = view.height - margin; bottom - height >= margin; bottom -= STEP) {
    for (const left of lefts) yield { left, top: bottom - height, right: left + width, bottom };
  }
}

/**
 * The lowest position in the view where a box of this size covers nothing.
 * @param controls boxes that must not be covered
 * @param avoided boxes that should not be covered, if there is room elsewhere
 * @returns the position that covers least, if every position covers a control
 */
export function findPosition(
  size: Size,
  view: Size,
  margin: number,
  controls: readonly Box[],
  avoided: readonly Box[],
): Box {
  const positions = [...positionsFor(size, view, margin)];
  const covered = (position: Box) => controls.reduce((sum, box) => sum + overlap(position, box), 0);
  return (
    positions.find((position) => !covers(position, [...controls, ...avoided])) ??
    positions.find((position) => !covers(position, controls)) ??
    positions.reduce((best, position) => (covered(position) < covered(best) ? position : best), {
      left: margin,
      top: margin,
      right: margin + size.width,
      bottom: margin + size.height,
    })
  );
}
