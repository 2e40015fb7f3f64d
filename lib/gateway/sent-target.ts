import type { IncomingMessage } from 'node:http';

/** A request target in absolute form (RFC 9112, 3.2.2): scheme, authority, and the rest. None of them is checked. */
export const ABSOLUTE_FORM = /^(https?):\/\/([^/?#]*)(.*)$/i;

const sent = new WeakMap<IncomingMessage, string>();

/** Stores the target of a request as the client sent it, before `url` is changed to origin form. */
export function keepSentTarget(request: IncomingMessage): void {
  sent.set(request, request.url ?? '');
}

/** The target of a request as the client sent it (RFC 9112, 3.2). Signatures cover this form. */
export function sentTarget(request: IncomingMessage): string {
  return sent.get(request) ?? request.url ?? '';
}
