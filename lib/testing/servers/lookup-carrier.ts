import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { CARRIER_SECRET } from '@/lib/testing/servers/carrier';

const requestSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['hlr', 'mnp', 'cnam']),
  numbers: z.array(z.string()).min(1).max(100),
});
export type LookupPost = z.infer<typeof requestSchema>;

/** A body, or the status of an error. Undefined: no response at all. */
type Reply = object | string | number | undefined;

export interface TestLookupCarrier {
  url: string;
  /** What was posted with a valid signature, in its order. */
  posts: LookupPost[];
  close(): Promise<void>;
}

/** An answer for all numbers. */
export function answerAll({ numbers }: LookupPost): Reply {
  return {
    results: numbers.map((number) => ({ number, network: 'KPN', mccmnc: '20408', reachable: 'yes' })),
  };
}

/** A carrier for lookups, over real HTTP. */
export async function startLookupCarrier(
  answer: (post: LookupPost) => Reply | Promise<Reply> = answerAll,
): Promise<TestLookupCarrier> {
  const posts: LookupPost[] = [];
  const key = Buffer.from(CARRIER_SECRET.slice('whsec_'.length), 'base64');
  const server = createServer(async (req, res) => {
    const body = await text(req);
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = req.headers;
    const signed = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64');
    if (signature !== `v1,${signed}`) {
      res.writeHead(401).end();
      return;
    }
    const post = requestSchema.parse(JSON.parse(body));
    posts.push(post);
    const reply = await answer(post);
    if (reply === undefined) return;
    if (typeof reply === 'number') res.writeHead(reply).end(`status ${reply}`);
    else res.writeHead(200).end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/lookups`,
    posts,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
