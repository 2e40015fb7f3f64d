import { describe, expect, it } from 'vitest';
import { type Box, covers, findPosition } from '@/components/ui/toast-position';

const SIZE = { width: 300, height: 60 };
const VIEW = { width: 1000, height: 800 };
const find = (controls: Box[], avoided: Box[] = []) => findPosition(SIZE, VIEW, 20, controls, avoided);
const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('findPosition', () => {
  it('is at the bottom right of an empty page', () => {
    expect(find([])).toEqual(box(680, 720, 300, 60));
  });

  it('moves to the centre, to the left, and up, in this order', () => {
    const right = box(800, 730, 100, 30);
    const middle = box(450, 730, 100, 30);
    expect(find([right]).left).toBe(350);
    expect(find([right, middle]).left).toBe(20);
    const position = find([box(0, 700, 1000, 100)]);
    expect(position.left).toBe(680);
    expect(position.bottom).toBeLessThan(700);
  });

  it('covers a dialog rather than a control', () => {
    const dialog = box(0, 0, 1000, 800);
    const position = find([box(700, 700, 100, 100)], [dialog]);
    expect(covers(position, [box(700, 700, 100, 100)])).toBe(false);
    expect(find([], [box(600, 0, 400, 800)]).right).toBeLessThan(600);
  });

  it('covers as little as possible if every position covers a control', () => {
    const position = find([box(0, 0, 1000, 780), box(0, 780, 1000, 20)]);
    expect(position.right - position.left).toBe(300);
  });
});
