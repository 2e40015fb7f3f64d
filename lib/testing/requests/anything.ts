import fc from 'fast-check';

/** What may be in a request's first line; Node itself refuses anything else, before the gateway. */
export const urlText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...'/?&=%.;:@+-_~\\"\'<>[]{}|^`',
      '%00',
      '%2F',
      '%',
      '%zz',
      '%C3%28',
      '%F0%9F',
      '..',
      '//',
    ),
    fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  ),
  maxLength: 60,
});

export const headerValue = fc.string({
  unit: fc
    .integer({ min: 0x20, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 100,
});

const number = fc.oneof(fc.integer(), fc.double(), fc.bigInt());
const cursor = fc
  .tuple(fc.bigInt(), fc.string())
  .map(([time, id]) => Buffer.from(`${time}.msg_${id}`).toString('base64url'));

/** A query: none, any text, or one of `names` with a value that may fit. */
export function anyQuery(names: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(urlText, number.map(String), cursor);
  const named = fc.tuple(fc.constantFrom('__proto__', 'x', ...names), value);
  return fc.oneof(
    fc.constant(''),
    urlText,
    fc
      .array(named, { maxLength: 3 })
      .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&')),
  );
}

/** Text that databases, phone networks and parsers find hard. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '\0',
    '\ud800',
    'Hello',
    '€'.repeat(1_600),
    '+31612345678',
    '+15005550101',
    'x'.repeat(5_000),
  ),
);

const anyValue = fc.oneof(anyText, fc.jsonValue({ noUnicodeString: false }));

/** An object with some fields of `example`, each with its own or any other value, and perhaps one more. */
export function nearly(example: Readonly<Record<string, unknown>>): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(example).map(([name, value]) => [
    name,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant(value) },
      { weight: 1, arbitrary: anyValue },
      { weight: 1, arbitrary: fc.array(anyText, { maxLength: 5 }) },
    ),
  ]);
  const extra = { weight: 1, arbitrary: anyValue };
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(Object.fromEntries(fields), { requiredKeys: [] }) },
    { weight: 1, arbitrary: fc.record({ ...Object.fromEntries(fields), extra: fc.oneof(extra) }) },
  );
}

/** A body: JSON of any kind, any text, or any bytes. */
export const anyBody = fc.oneof(
  fc.json({ noUnicodeString: false }),
  anyText,
  fc.uint8Array({ maxLength: 300 }),
  fc.integer({ min: 1, max: 8_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
);

/** Headers that a client may add. */
export const anyHeaders = (names: readonly string[]): fc.Arbitrary<[string, string][]> =>
  fc.array(fc.tuple(fc.constantFrom(...names), headerValue), { maxLength: 3 });
