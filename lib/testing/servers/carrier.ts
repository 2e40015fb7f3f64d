import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { now, SECOND } from '@/lib/clock';

export const CARRIER_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What a carrier does with one post. A number is a status that it answers without taking the message. */
export type Behaviour =
  | 'accept'
  /** Takes it, and never answers. */
  | 'stall'
  /** Takes it, and answers two times on the one connection. */
  | 'answerTwice'
  /** Takes it, and dies in the middle of its answer. */
  | 'die'
  /** Dies before it has taken anything. */
  | 'hangUp'
  | number;

const outgoing = z.strictObject({
  id: z.string(),
  to: z.string(),
  from: z.string().nullable(),
  text: z.string(),
});
type Post = z.infer<typeof outgoing>;

const outgoingCall = z.strictObject({
  id: z.string(),
  to: z.string(),
  from: z.string().nullable(),
  text: z.string().nullable(),
  audioUrl: z.string().nullable(),
  voice: z.string().nullable(),
  ringSeconds: z.int().nullable(),
});
type CallPost = z.infer<typeof outgoingCall>;

export interface TestCarrier {
  url: string;
  /** Every message that was posted and well signed, in the order it came. */
  posts: Post[];
  /** The same for voice calls. */
  calls: CallPost[];
  /** The messages and calls that it has taken: each id once, as the contract says. */
  accepted: Map<string, Post | CallPost>;
  /** What was posted and not signed by us. */
  unsigned: number;
  close(): Promise<void>;
}

/** Standard Webhooks, from its text and not from our library. */
function sign(id: unknown, at: unknown, body: string, secret = CARRIER_SECRET): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')}`;
}

/** The headers of a delivery report that the carrier signs at `time`. */
export function reportHeaders(body: string, time = now(), secret = CARRIER_SECRET): Record<string, string> {
  const at = String(Math.floor(time.getTime() / SECOND));
  return {
    'content-type': 'application/json',
    'webhook-id': 'report_1',
    'webhook-timestamp': at,
    'webhook-signature': sign('report_1', at, body, secret),
  };
}

function isSigned(req: IncomingMessage, body: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = req.headers;
  return signature === sign(id, at, body) && Math.abs(Number(at) - now().getTime() / SECOND) < 300;
}

/** A carrier over real HTTP, which does with the n-th post of a message or call what `behave` says. */
export async function startCarrier(
  behave: (attempt: number) => Behaviour = () => 'accept',
): Promise<TestCarrier> {
  const carrier: TestCarrier = { url: '', posts: [], calls: [], accepted: new Map(), unsigned: 0, close };

  function take(post: Post | CallPost): number {
    const known = carrier.accepted.has(post.id);
    carrier.accepted.set(post.id, post);
    return known ? 409 : 202;
  }

  function keep(posted: unknown): Post | CallPost {
    const call = outgoingCall.safeParse(posted);
    if (call.success) {
      carrier.calls.push(call.data);
      return call.data;
    }
    const post = outgoing.parse(posted);
    carrier.posts.push(post);
    return post;
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req);
    if (!isSigned(req, body)) {
      carrier.unsigned += 1;
      res.writeHead(401).end();
      return;
    }
    const post = keep(JSON.parse(body));
    const posted = [...carrier.posts, ...carrier.calls].filter(({ id }) => id === post.id);
    const behaviour = behave(posted.length);
    switch (behaviour) {
      case 'accept':
        res.writeHead(take(post)).end();
        return;
      case 'stall':
        take(post);
        return;
      case 'answerTwice':
        take(post);
        res.socket?.write('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n');
        res.socket?.write('HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n');
        return;
      case 'die':
        take(post);
        res.socket?.write('HTTP/1.1 202 Acc', () => res.socket?.destroy());
        return;
      case 'hangUp':
        res.socket?.destroy();
        return;
      default:
        res.writeHead(behaviour, { 'content-type': 'text/plain' }).end(`status ${behaviour}`);
    }
  }

  const server = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  carrier.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/messages`;

  function close(): Promise<void> {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }
  return carrier;
}
