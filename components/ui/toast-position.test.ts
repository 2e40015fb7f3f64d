import { describe, expect, it } from 'vitest';
import { type Box, covers, findPosition } from '@/components/ui/toast-position';

const SIZE = { width: 300, height: 60 };
const VIEW = { width: 1000, height: 800 };
const find = (controls: Box[], better: Box[] = []) => findPosition(SIZE, VIEW, 20, controls, better);
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('findPosition', () => {
  it('is at the bottom on the right where nothing is', () => {
    expect(find([])).toEqual(box(680, 720, 300, 60));
  });

  it('goes to the middle, to the left, and up, in this order', () => {
    const right = box(800, 730, 100, 30);
    const middle = box(450, 730, 100, 30);
    expect(find([right]).left).toBe(350);
    expect(find([right, middle]).left).toBe(20);
    const place = find([box(0, 700, 1000, 100)]);
    expect(place.left).toBe(680);
    expect(place.bottom).toBeLessThan(700);
  });

  it('rather covers what should not be covered than a control', () => {
    const dialog = box(0, 0, 1000, 800);
    const place = find([box(700, 700, 100, 100)], [dialog]);
    expect(covers(place, [box(700, 700, 100, 100)])).toBe(false);
    expect(find([], [box(600, 0, 400, 800)]).right).toBeLessThan(600);
  });

  it('covers least where every place covers a control', () => {
    const place = find([box(0, 0, 1000, 780), box(0, 780, 1000, 20)]);
    expect(place.right - place.left).toBe(300);
  });
});
