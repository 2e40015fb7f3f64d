import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { Environment } from '@/lib/db/generated/enums';
import { withoutNulls } from '@/lib/without-nulls';

/** The URL parameters of the messages. */
const messageParams = {
  environment: parseAsStringLiteral(Object.values(Environment)).withDefault('live'),
  status: parseAsString,
  key: parseAsString,
  recipient: parseAsString,
  request: parseAsString,
  from: parseAsString,
  to: parseAsString,
  cursor: parseAsString,
};

export const loadMessageParams = createLoader(messageParams);
const serialize = createSerializer(messageParams);

/** The parameters in the URL. Missing ones are null or have their default. */
export type MessageParams = inferParserType<typeof messageParams>;

/** The parameters in the URL as input of the verbs, without the page. */
export function toFilter({ cursor: _, ...params }: MessageParams): Record<string, string> {
  return withoutNulls(params);
}

/** The URL of the messages. Parameters that are left out have their defaults. */
export function messagesHref(params: Partial<MessageParams>): string {
  return serialize('/messages', params);
}

/** The URL of a file with the messages that match these parameters. */
export function exportHref({ cursor: _, ...params }: MessageParams): string {
  return serialize('/messages/export', params);
}
