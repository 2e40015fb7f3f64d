/** Each position up to here is a step. */
const SINGLE = 100;
/** From there on, ten positions are a step up to 1,000, a hundred up to 10,000, and so on. */
const STEPS_EACH = 90;

/**
 * The step of a position, from 1: the third call in a window of the rate limit has position 3. Steps keep the counts of a
 * key small. A limit of two digits and zeros, such as 120 or 6,000, is the last position of its step.
 */
export function stepOf(position: number): number {
  let before = 0;
  let width = 1;
  let end = SINGLE;
  while (position > end) {
    before += width === 1 ? SINGLE : STEPS_EACH;
    width *= 10;
    end *= 10;
  }
  return width === 1 ? position : before + Math.ceil((position - end / 10) / width);
}

/** Adds calls at a step to the calls by step, those at step 1 first. */
export function addAtStep(byStep: number[], step: number, calls: number): void {
  while (byStep.length < step) byStep.push(0);
  byStep[step - 1] = (byStep[step - 1] ?? 0) + calls;
}

/** Adds calls by step to others. */
export function addEachStep(byStep: number[], added: readonly number[]): void {
  for (let step = 1; step <= added.length; step += 1) {
    const calls = added[step - 1] ?? 0;
    if (calls > 0) addAtStep(byStep, step, calls);
  }
}

/** Whether a step ends with a position, so that all calls above it have later steps. */
export function endsStep(position: number): boolean {
  return stepOf(position + 1) > stepOf(position);
}
