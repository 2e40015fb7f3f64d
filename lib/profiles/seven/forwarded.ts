import { forwarded } from '@/lib/profiles/forwarded';
import type { ForwardedRoute } from '@/lib/profiles/profile';

type Call = [method: ForwardedRoute['method'], path: string, operation: string, summary: string];

/** Calls that the provider's own backend answers, of one group and scope. */
const group = (name: string, scope: string, calls: readonly Call[]) =>
  calls.map(([method, path, operation, summary]) =>
    forwarded({ group: name, scope, method, path, operation, summary }),
  );

/** What Keydesk does not serve itself. */
export const forwardedRoutes: readonly ForwardedRoute[] = [
  ...group('Contacts', 'contacts', [
    ['GET', '/contacts', 'contacts.list', 'List contacts'],
    ['POST', '/contacts', 'contacts.create', 'Create a contact'],
    ['GET', '/contacts/{id}', 'contacts.read', 'Read a contact'],
    ['PATCH', '/contacts/{id}', 'contacts.change', 'Change a contact'],
    ['DELETE', '/contacts/{id}', 'contacts.delete', 'Delete a contact'],
    ['GET', '/groups', 'groups.list', 'List groups'],
    ['POST', '/groups', 'groups.create', 'Create a group'],
    ['GET', '/groups/{id}', 'groups.read', 'Read a group'],
    ['PATCH', '/groups/{id}', 'groups.change', 'Change a group'],
    ['DELETE', '/groups/{id}', 'groups.delete', 'Delete a group'],
  ]),
  ...group('Subaccounts', 'subaccounts', [
    ['GET', '/subaccounts/read', 'subaccounts.read', 'List subaccounts'],
    ['POST', '/subaccounts/create', 'subaccounts.create', 'Create a subaccount'],
    ['POST', '/subaccounts/delete', 'subaccounts.delete', 'Delete a subaccount'],
    ['POST', '/subaccounts/update', 'subaccounts.change', 'Change the automatic top-up'],
    ['POST', '/subaccounts/transfer_credits', 'subaccounts.transfer', 'Transfer credits'],
    ['GET', '/analytics/subaccount', 'subaccounts.totals', 'Read totals by subaccount'],
  ]),
  // Numbers cost money, and have no scope of their own.
  ...group('Numbers', 'subaccounts', [
    ['GET', '/numbers/available', 'numbers.offer', 'List available numbers'],
    ['POST', '/numbers/order', 'numbers.order', 'Order a number'],
    ['GET', '/numbers/active', 'numbers.list', 'List own numbers'],
    ['GET', '/numbers/active/{number}', 'numbers.read', 'Read an own number'],
    ['PATCH', '/numbers/active/{number}', 'numbers.change', 'Change an own number'],
    ['DELETE', '/numbers/active/{number}', 'numbers.delete', 'Give up an own number'],
  ]),
  ...group('RCS', 'rcs', [
    ['POST', '/rcs/messages', 'rcs.send', 'Send RCS'],
    ['DELETE', '/rcs/messages/{id}', 'rcs.delete', 'Delete an RCS message'],
    ['POST', '/rcs/events', 'rcs.event', 'Send an RCS event'],
    ['GET', '/rcs/agents', 'rcs.agents', 'List RCS agents'],
    ['GET', '/lookup/rcs', 'rcs.lookup', 'Look up RCS capabilities'],
  ]),
  ...group('WhatsApp', 'waba', [
    ['GET', '/waba/{resource}', 'waba.read', 'Read from WhatsApp Business'],
    ['POST', '/waba/{resource}', 'waba.write', 'Write to WhatsApp Business'],
  ]),
  ...group('Voice', 'validate_for_voice', [
    ['GET', '/validate_for_voice', 'validate_for_voice.start-by-get', 'Validate a caller number by a link'],
    ['POST', '/validate_for_voice', 'validate_for_voice.start', 'Validate a caller number'],
  ]),
];
