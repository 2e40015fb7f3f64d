import { type InnerList, isInnerList, type Parameters, parseList, serializeItem } from 'structured-headers';
import { note, type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';
import { inspectMethod, inspectTime, inspectUrl } from '@/lib/profiles/signatures/inspect-parts';

const LAST = '"@signature-params": ';
const DIGEST = /(?:^|[, ])(?:sha-256=:[0-9A-Za-z+/]{43}=:|sha-512=:[0-9A-Za-z+/]{86}==:)/;

function readParameters(text: string): InnerList | undefined {
  try {
    const [list, ...more] = parseList(text);
    return list && more.length === 0 && isInnerList(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the lines are those that the parameters name, in their order. */
function inspectOrder(lines: readonly string[], identifiers: readonly string[]): Remark {
  const differs = identifiers.findIndex((identifier, index) => !lines[index]?.startsWith(`${identifier}: `));
  if (differs >= 0) {
    return wrong(`Line ${differs + 1} must start with ${identifiers[differs]}: as "@signature-params" says.`);
  }
  return lines.length > identifiers.length
    ? wrong(`"@signature-params" does not name line ${identifiers.length + 1}.`)
    : right('The lines are those of "@signature-params".');
}

function inspectCoverage(covered: ReadonlySet<string>): Remark[] {
  const whole = covered.has('"@target-uri"');
  const parts = ['"@authority"', '"@path"', '"@query"'].every((name) => covered.has(name));
  return [
    ...(covered.has('"@method"') ? [] : [wrong('"@method" is missing.')]),
    ...(whole || parts
      ? []
      : [wrong('"@target-uri" is missing, or one of "@authority", "@path" and "@query".')]),
    ...(covered.has('"content-digest"')
      ? []
      : [note('"content-digest" is not covered. A request with a body needs it.')]),
  ];
}

function inspectParameters(parameters: Parameters, keyId: string, at: Date, windowSeconds: number): Remark[] {
  const [keyid, created, nonce, alg] = ['keyid', 'created', 'nonce', 'alg'].map((name) =>
    parameters.get(name),
  );
  return [
    keyid === keyId ? right(`keyid is "${keyId}".`) : wrong(`keyid must be "${keyId}".`),
    typeof created === 'number' && Number.isInteger(created)
      ? inspectTime('created', created, at, windowSeconds)
      : wrong('created is missing: the time in Unix seconds.'),
    typeof nonce === 'string' && nonce.length >= 8 && nonce.length <= 128
      ? right('nonce has a good length.')
      : wrong('nonce is missing: a quoted string of 8 to 128 characters.'),
    ...(alg === undefined || alg === 'hmac-sha256' ? [] : [wrong('alg must be "hmac-sha256".')]),
  ];
}

function inspectValue(identifier: string, value: string): Remark[] {
  if (identifier === '"@method"') return [inspectMethod(value)];
  if (identifier === '"@target-uri"') return [inspectUrl(value)];
  if (identifier !== '"content-digest"') return [];
  return DIGEST.test(value)
    ? [right('"content-digest" has the form of a digest.')]
    : [
        wrong(
          '"content-digest" must look like sha-256=:…:, with the base64 of the digest between the colons.',
        ),
      ];
}

/** Reads a signature base (RFC 9421, 2.5) as `messageSignatures` expects it. */
export function inspectMessageSignature(
  base: string,
  keyId: string,
  at: Date,
  windowSeconds: number,
): Remark[] {
  const lines = base.split('\n');
  const last = lines.pop();
  if (!last?.startsWith(LAST)) return [wrong(`The last line must start with ${LAST}`)];
  const list = readParameters(last.slice(LAST.length));
  if (!list) {
    return [wrong('"@signature-params" must list the components in parentheses, as Signature-Input does.')];
  }
  const identifiers = list[0].map((item) => serializeItem(item));
  const order = inspectOrder(lines, identifiers);
  const values = order.kind === 'right' ? identifiers : [];
  return [
    order,
    ...values.flatMap((identifier, index) =>
      inspectValue(identifier, lines[index]?.slice(`${identifier}: `.length) ?? ''),
    ),
    ...inspectCoverage(new Set(identifiers)),
    ...inspectParameters(list[1], keyId, at, windowSeconds),
  ];
}
