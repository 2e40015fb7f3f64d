import { HOUR } from '@/lib/clock';
import { STORED_MS } from '@/lib/domain/idempotency/stored-response';
import { MEDIA_TYPES } from '@/lib/profiles/body-format';
import { headerName } from '@/lib/profiles/header-name';
import { MAX_BODY_BYTES, MAX_IDEMPOTENCY_KEY_LENGTH } from '@/lib/profiles/limits';
import type { Profile } from '@/lib/profiles/profile';
import { errorLink } from '@/lib/profiles/reference/address';
import type { Section } from '@/lib/profiles/reference/content';
import { providerWordsOf } from '@/lib/profiles/words';
import { sayWith } from '@/lib/say';

function requests(profile: Profile): Section {
  const { bodies, base, errors } = profile;
  const say = sayWith(providerWordsOf(profile));
  const types = bodies.map((format) => `\`${MEDIA_TYPES[format]}\``).join(' or ');
  return {
    id: 'requests',
    title: 'Requests and responses',
    blocks: [
      {
        kind: 'list',
        items: [
          `Send bodies as ${types}, in UTF-8, without a content coding and with at most ${MAX_BODY_BYTES / 1024} KiB.`,
          'In JSON, a field that can be left out can also be `null`.',
          `Unknown fields and parameters are refused with ${errorLink(errors.code('INVALID_REQUEST'))}, not ignored.`,
          'Every response has the header `X-Request-Id`. Quote its value when you contact support.',
          say`[\`${base}/openapi.json\`](${base}/openapi.json) describes the API for programs (OpenAPI 3.1). It needs no key.`,
        ],
      },
    ],
  };
}

function rateLimits(profile: Profile): Section {
  const { keys, rateLimitHeaders, alwaysShowsRateLimit, errors, signature } = profile;
  const say = sayWith(providerWordsOf(profile));
  const example = {
    limit: keys.rateLimit.preset,
    remaining: keys.rateLimit.preset,
    windowSeconds: 60,
    resetSeconds: 60,
  };
  const headers = Object.keys(rateLimitHeaders(example)).map((name) => `\`${headerName(name)}\``);
  return {
    id: 'rate-limits',
    title: 'Rate limits',
    blocks: [
      ...(keys.rateLimit.shared
        ? [
            {
              kind: 'text' as const,
              text: say`All keys of a workspace together may make ${keys.rateLimit.max} calls per minute.`,
            },
          ]
        : []),
      {
        kind: 'text',
        text: say`Each key has a limit of calls per minute: ${keys.rateLimit.preset}, unless it is changed in the portal. Calls above the limit get ${errorLink(errors.code('RATE_LIMITED'))} with \`Retry-After\` in seconds. Calls with a missing or wrong key${signature ? ', a wrong signature' : ''} or from an address that is not allowed do not count.`,
      },
      {
        kind: 'text',
        text: `These headers say how many calls are left: ${headers.join(', ')}.${alwaysShowsRateLimit ? ' Responses to calls that do not count show a whole window.' : ''}`,
      },
    ],
  };
}

function idempotency({ idempotency: { header, field, replayedHeader }, errors }: Profile): Section {
  const places = [
    `the header \`${headerName(header)}\``,
    ...(field ? [`the field \`${field}\` of the body`] : []),
  ];
  return {
    id: 'idempotency',
    title: 'Idempotency',
    blocks: [
      {
        kind: 'text',
        text: `To retry a request with a body safely, name it in ${places.join(' or ')}: up to ${MAX_IDEMPOTENCY_KEY_LENGTH} printable ASCII characters, such as a UUID, different for each request.`,
      },
      {
        kind: 'list',
        items: [
          `The same name and body within ${STORED_MS / HOUR} hours get the first response again, marked with \`${headerName(replayedHeader)}: true\`. The request takes effect once.`,
          `The same name with another body gets ${errorLink(errors.code('IDEMPOTENCY_KEY_REUSED'))}. Bodies are compared byte by byte.`,
          `While the first request is still running, the same one gets ${errorLink(errors.code('IDEMPOTENCY_CONFLICT'))}.`,
          'Refusals are not stored, so a refused request can be sent again under the same name.',
        ],
      },
    ],
  };
}

/** Rules that apply to every operation. */
export function conventions(profile: Profile): Section[] {
  return [requests(profile), ...(profile.guides ?? []), rateLimits(profile), idempotency(profile)];
}
