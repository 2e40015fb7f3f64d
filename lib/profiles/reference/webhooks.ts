import { MINUTE, SECOND } from '@/lib/clock';
import type { EventType } from '@/lib/domain/webhook-events/event-types';
import { takesCallbackUrls } from '@/lib/profiles/callback-urls';
import { headerName } from '@/lib/profiles/header-name';
import type { Profile } from '@/lib/profiles/profile';
import type { Block, Section } from '@/lib/profiles/reference/content';
import { exampleEvent } from '@/lib/profiles/reference/example-events';
import { receiversOf, WEBHOOK_SECRET, WEBHOOK_URL } from '@/lib/profiles/snippets/webhook-receivers';
import type { WebhookSignature } from '@/lib/profiles/webhook-format';
import { webhooksPage } from '@/lib/profiles/words';

function bodyOf({ webhooks }: Profile, type: EventType, title: string): Block {
  const { contentType, body } = webhooks.write(exampleEvent(type), 1);
  const isJson = contentType.endsWith('json');
  return {
    kind: 'code',
    title: `${title}, ${contentType}`,
    language: isJson ? 'json' : 'text',
    text: isJson ? JSON.stringify(JSON.parse(body), null, 2) : body,
  };
}

function duration(ms: number): string {
  if (ms < 2 * MINUTE) return `${ms / SECOND} s`;
  return ms < 120 * MINUTE ? `${ms / MINUTE} min` : `${ms / (60 * MINUTE)} h`;
}

function acceptedStatuses(isSuccess: Profile['webhooks']['isSuccess']): string {
  if (isSuccess(302)) return 'a status from 200 to 399';
  return isSuccess(204) ? 'a status from 200 to 299' : 'the status 200';
}

function delivery(profile: Profile): Section {
  const { webhooks, words } = profile;
  const { slots, isSuccess, timeoutMs, pausesMs } = webhooks;
  const statuses = acceptedStatuses(isSuccess);
  const names = slots.filter(({ events }) => events.length > 0).map(({ name }) => `\`${name}\``);
  const page = `[${webhooksPage(words)}](/settings/webhooks)`;
  const where =
    names.length > 0
      ? `We send events to the URL that you set as ${names.join(' or ')}, and to the endpoints that you add in the portal under ${page}.`
      : `Add the URL of your server in the portal under ${page}, and choose its events.`;
  const items = [
    `Respond with ${statuses} within ${timeoutMs / SECOND} seconds. We follow no redirects.`,
    `Otherwise we try again after ${pausesMs.map(duration).join(', ')}. Then the delivery has failed, and you can send it again in the portal.`,
    'The events of one message arrive in their order. An event can arrive more than once.',
    ...(takesCallbackUrls(profile)
      ? ['A message can have a callback URL of its own. Its secret is on the same page of the portal.']
      : []),
  ];
  return {
    id: 'delivery',
    title: 'Delivery',
    blocks: [
      { kind: 'text', text: where },
      { kind: 'list', items },
    ],
  };
}

function events(profile: Profile): Section {
  const byName = Map.groupBy(profile.webhooks.events, ({ name }) => name);
  return {
    id: 'events',
    title: 'Events',
    blocks: [
      {
        kind: 'table',
        head: ['Event', 'When'],
        rows: [...byName].map(([name, all]) => [`\`${name}\``, all.map(({ summary }) => summary).join(' ')]),
      },
      ...[...byName].flatMap(([name, [first]]) => (first ? [bodyOf(profile, first.type, name)] : [])),
    ],
  };
}

const PARTS = {
  method: 'the method',
  url: 'the URL as you registered it',
  body: 'the raw body',
  'body-md5': 'the hex MD5 of the raw body',
} as const;

/** What is signed, in words. */
function signedText({ signedParts, separator }: WebhookSignature): string {
  const parts = signedParts.map((part) =>
    typeof part === 'string' ? PARTS[part] : `\`${headerName(part.header)}\``,
  );
  return separator === '.' ? parts.join(', a point and ') : `these lines: ${parts.join(', ')}`;
}

function verification({ webhooks }: Profile): Section {
  const { signature } = webhooks;
  const { header, prefix, encoding, timestampHeader, base64After } = signature;
  const rules = [
    `\`${headerName(header)}\` contains ${prefix === '' ? '' : `\`${prefix}\` and `}the HMAC-SHA-256, in ${encoding}, of ${signedText(signature)}.`,
    base64After === null
      ? 'The HMAC uses the signing secret as it is written.'
      : `The HMAC uses the bytes that follow \`${base64After}\` in the signing secret as base64.`,
    ...(webhooks.secret.overlapMs > 0
      ? ['While two secrets are valid, the header has a signature with each, separated by a space.']
      : []),
    ...(timestampHeader === null
      ? []
      : [`Refuse deliveries whose \`${headerName(timestampHeader)}\` is older than five minutes.`]),
  ];
  const readsUrl = signature.signedParts.includes('url') ? `, and the URL from \`${WEBHOOK_URL}\`,` : '';
  return {
    id: 'verify',
    title: 'Verify a delivery',
    blocks: [
      { kind: 'list', items: rules },
      {
        kind: 'text',
        text: `These servers read the signing secret from \`${WEBHOOK_SECRET}\`${readsUrl} and refuse what is not signed with it.`,
      },
      { kind: 'samples', title: 'A server that verifies deliveries', samples: receiversOf(signature) },
    ],
  };
}

/** What we send to customers' servers, and how they verify it. */
export function webhooks(profile: Profile): Section[] {
  return [delivery(profile), events(profile), verification(profile)];
}
