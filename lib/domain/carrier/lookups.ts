import { z } from 'zod';
import { SECOND } from '@/lib/clock';
import { explain, isFinal, signedRequest } from '@/lib/domain/carrier/http';
import { observeSubmission } from '@/lib/domain/outbox/observe-submission';
import { readRetryAfter } from '@/lib/domain/outbox/retry-after';
import { E164 } from '@/lib/domain/phone-numbers/e164';

/** The kinds of lookups that only a carrier can answer. */
export type CarrierLookupKind = 'hlr' | 'mnp' | 'cnam';

export const REACHABILITIES = ['yes', 'no', 'unknown'] as const;

export type Reachability = (typeof REACHABILITIES)[number];

/** What a carrier tells about a number. Null: it was not asked, or does not know. */
export interface CarrierFacts {
  /** The name of the network that serves the number. */
  network: string | null;
  /** Its mobile country code and network code, such as `20404`. */
  mccmnc: string | null;
  /** The name of the network that the number was issued by. */
  originalNetwork: string | null;
  ported: boolean | null;
  reachable: Reachability | null;
  roaming: boolean | null;
  /** The name of the subscriber. */
  name: string | null;
}

/** Numbers that a carrier is asked about. */
export interface LookupRequest {
  /** New for each request. */
  id: string;
  kind: CarrierLookupKind;
  /** E.164, 1 to 100. */
  numbers: readonly string[];
}

export type LookupAnswer =
  /** What it tells, by number. Numbers that are missing were not answered. */
  | { outcome: 'answered'; facts: ReadonlyMap<string, CarrierFacts> }
  /** It cannot answer this kind. */
  | { outcome: 'unsupported'; reason: string }
  /** It will never answer this request. */
  | { outcome: 'refused'; reason: string }
  | { outcome: 'failed'; reason: string; retryAfterMs?: number | undefined };

/** Answers questions about telephone numbers. */
export interface LookupCarrier {
  /** Asks about numbers. Returns within a bounded time and does not throw. */
  lookUp(request: LookupRequest): Promise<LookupAnswer>;
}

/** How long a carrier may take to respond to a lookup. It asks other networks. */
const ANSWER_TIMEOUT_MS = 20 * SECOND;
/** 100 results need a tenth of it. */
const MAX_ANSWER_BYTES = 256 * 1024;
const NOT_IMPLEMENTED = 501;

const words = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim().slice(0, 200).toWellFormed() || null)
  .nullish()
  .transform((text) => text ?? null);
const yesOrNo = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);

/** Carriers are not under our control: more fields are ignored, and every fact may be missing or null. */
const answerSchema = z.object({
  results: z
    .array(
      z.object({
        number: z.string().regex(E164),
        network: words,
        mccmnc: z
          .string()
          .regex(/^\d{5,6}$/)
          .nullish()
          .transform((code) => code ?? null),
        originalNetwork: words,
        ported: yesOrNo,
        reachable: z
          .enum(REACHABILITIES)
          .nullish()
          .transform((value) => value ?? null),
        roaming: yesOrNo,
        name: words,
      }),
    )
    .max(1_000),
});

/** The body as text; undefined if it is too large. */
async function readBody(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readAnswer(response: Response, { numbers }: LookupRequest): Promise<LookupAnswer> {
  const text = await readBody(response);
  if (text === undefined) return { outcome: 'failed', reason: 'The answer of the carrier is too large.' };
  const parsed = answerSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { outcome: 'failed', reason: `The carrier's answer is not valid: ${issue?.path.join('.')}` };
  }
  const asked = new Set(numbers);
  const facts = parsed.data.results.filter(({ number }) => asked.has(number));
  return { outcome: 'answered', facts: new Map(facts.map(({ number, ...known }) => [number, known])) };
}

async function toAnswer(response: Response, request: LookupRequest): Promise<LookupAnswer> {
  if (response.ok) return readAnswer(response, request);
  // The body can contain numbers and names, which must not reach logs.
  await response.body?.cancel();
  const reason = `The carrier answered ${response.status}.`;
  if (response.status === NOT_IMPLEMENTED) return { outcome: 'unsupported', reason };
  if (isFinal(response.status)) return { outcome: 'refused', reason };
  return { outcome: 'failed', reason, retryAfterMs: readRetryAfter(response.headers.get('retry-after')) };
}

/** The carrier at `url` for lookups, over the protocol in docs/carrier.md. */
export function httpLookupCarrier(
  url: string,
  secret: string,
  timeoutMs: number = ANSWER_TIMEOUT_MS,
): LookupCarrier {
  async function ask(request: LookupRequest): Promise<LookupAnswer> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      return await toAnswer(await fetch(url, { ...signedRequest(request, secret), signal }), request);
    } catch (error) {
      return { outcome: 'failed', reason: `The carrier did not answer: ${explain(error)}` };
    }
  }
  return {
    lookUp: (request) =>
      observeSubmission(
        { queue: 'lookups', environment: 'live' },
        { 'keydesk.id': request.id },
        'answered',
        () => ask(request),
      ),
  };
}
