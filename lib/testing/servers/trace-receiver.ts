import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const attributes = z
  .array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }))
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]])));

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.coerce.bigint(),
  endTimeUnixNano: z.coerce.bigint(),
  attributes,
  status: z.object({ code: z.number().optional(), message: z.string().optional() }),
});

const bodySchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

export type ReceivedSpan = z.output<typeof spanSchema>;

export interface TraceReceiver {
  url: string;
  /** The path and media type of each post. */
  posts: { path: string; type: string; body: string }[];
  /** The spans of all posts in JSON. */
  spans(): ReceivedSpan[];
  /** The resource of the first post in JSON. */
  resource(): Record<string, unknown>;
  close(): Promise<void>;
}

/**
 * A receiver of traces over OTLP/HTTP.
 * @param status what it responds with to every post
 */
export async function startTraceReceiver(status = 200): Promise<TraceReceiver> {
  const posts: TraceReceiver['posts'] = [];
  const server = createServer(async (request, response) => {
    const type = request.headers['content-type'] ?? '';
    posts.push({ path: request.url ?? '', type, body: await text(request) });
    response.writeHead(status, { 'content-type': type }).end(type === 'application/json' ? '{}' : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const parsed = () => posts.flatMap(({ body }) => bodySchema.parse(JSON.parse(body)).resourceSpans);
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    spans: () => parsed().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resource: () => parsed()[0]?.resource.attributes ?? {},
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
