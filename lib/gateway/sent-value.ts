import type { Refusal, SentValue } from '@/lib/errors';

const LONGEST = 200;

function isSentValue(value: unknown): value is SentValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The value at a path such as `recipients.0.to`. */
function valueAt(input: unknown, path: string): unknown {
  const own = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? Reflect.get(value, name)
      : undefined;
  return path.split('.').reduce(own, input);
}

/** The refusal with what `input` has in the first field that is wrong. A list or an object is left out. */
export function withSentValue(refusal: Refusal, input: unknown): Refusal {
  const [path] = Object.keys(refusal.fields ?? {});
  const sentValue = path === undefined ? undefined : valueAt(input, path);
  return isSentValue(sentValue) ? { ...refusal, sentValue } : refusal;
}

/** The refusal with a value that a response may repeat: without secrets, and not long. */
export function withCleanValue(refusal: Refusal, clean: (text: string) => string): Refusal {
  const { sentValue } = refusal;
  if (typeof sentValue !== 'string') return refusal;
  return { ...refusal, sentValue: clean(sentValue).slice(0, LONGEST) };
}
