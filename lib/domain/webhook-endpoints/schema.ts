import { z } from 'zod';
import { WebhookRequestFormat } from '@/lib/db/generated/enums';
import { line, optionalLine } from '@/lib/domain/text/line';
import { headerName, headerValue } from '@/lib/domain/webhook-endpoints/header-schema';

const URL_MAX = 2_000;
const DESCRIPTION_MAX = 200;

export const endpointId = z.string().regex(/^whe_[0-9A-Za-z]{22}$/, 'This is not an endpoint id.');

const isWebAddress = (text: string) => ['http:', 'https:'].includes(URL.parse(text)?.protocol ?? '');

/** Which addresses are allowed is checked by `checkWebhookUrl`, which needs the network. */
export const url = line(URL_MAX, 'Enter a URL.').refine(
  (text) => text === '' || isWebAddress(text),
  'Enter a URL like https://example.com/webhooks.',
);

const description = optionalLine(DESCRIPTION_MAX);

/** Types of events, or all current and future ones. The profile decides which exist. */
const events = z.union([
  z.literal('all'),
  z
    .array(z.string())
    .min(1, 'Pick at least one event.')
    .max(100)
    .refine((types) => new Set(types).size === types.length, 'Name each event once.'),
]);
export type EndpointEvents = z.output<typeof events>;

export const createEndpointSchema = z.strictObject({
  environment: z.enum(['live', 'sandbox']),
  url,
  description: description.default(''),
  events,
  /** Generated once for each form that is opened, so that sending the form twice creates one endpoint. */
  creationToken: z.uuid(),
});
export type CreateEndpointInput = z.input<typeof createEndpointSchema>;
export type CreateEndpointSettings = z.output<typeof createEndpointSchema> &
  Partial<Pick<z.output<typeof createEndpointInputSchema>, 'requestFormat' | 'headers' | 'filter'>>;

/** A key creates endpoints of its own environment. */
export const createEndpointByKeySchema = createEndpointSchema.omit({ environment: true });

const HEADERS_MAX = 10;
const FILTER_MAX = 200;

/** What the verb accepts from a key. Profiles offer the rest under their own names. */
export const createEndpointInputSchema = createEndpointByKeySchema.extend({
  requestFormat: z.enum(WebhookRequestFormat).optional(),
  headers: z
    .record(headerName, headerValue)
    .refine((headers) => Object.keys(headers).length <= HEADERS_MAX, `Give at most ${HEADERS_MAX} headers.`)
    .default({}),
  filter: optionalLine(FILTER_MAX).optional(),
});

/** Settings that were checked when they were stored. */
const storedSettings = z.strictObject({
  url: z.string(),
  description: z.string(),
  events: z.union([z.literal('all'), z.array(z.string())]),
});

/**
 * What is left out stays. `from` is what the page showed. If someone else has changed it since, the change is refused.
 */
export const changeEndpointSchema = z.strictObject({
  endpointId,
  url: url.optional(),
  description: description.optional(),
  events: events.optional(),
  from: storedSettings.optional(),
});

export const endpointSchema = z.strictObject({ endpointId });

const NOT_A_NUMBER = 'This is not the number of an endpoint.';

/** The number of an endpoint instead of its id. */
export const numberedEndpointSchema = z.strictObject({
  number: z
    .string(NOT_A_NUMBER)
    .regex(/^\d{1,18}$/, NOT_A_NUMBER)
    .transform(BigInt),
});

/** `version` is the one that the page showed, so that sending the form again replaces nothing. */
export const rotateEndpointSecretSchema = z.strictObject({ endpointId, version: z.string().max(100) });

export const listEndpointsSchema = z.strictObject({});
