import type { Money } from '@/lib/domain/wallet/money';

export const EMAIL_STATUSES = ['valid', 'risky', 'invalid', 'unknown'] as const;

/**
 * `valid`: the domain accepts email; whether it has this mailbox is not checked. `risky`: the same, but the address is
 * disposable or of a role. `unknown`: DNS did not answer.
 */
export type EmailStatus = (typeof EMAIL_STATUSES)[number];

/** Why an address has its status. */
export const EMAIL_REASONS = [
  'accepts_mail',
  'disposable',
  'role',
  'syntax',
  'no_domain',
  'no_mail',
  'no_answer',
] as const;

/** `no_domain`: there is no such domain. `no_mail`: the domain accepts no email. `no_answer`: DNS did not answer. */
export type EmailReason = (typeof EMAIL_REASONS)[number];

/** The result for one address. */
export interface EmailResult {
  /** As it was sent. */
  email: string;
  status: EmailStatus;
  reason: EmailReason;
  /** Whether the domain names mail servers. Null: it was not asked, or did not answer. */
  mx: boolean | null;
  /** Whether the domain belongs to a service for addresses that are used once. */
  disposable: boolean;
  /** Whether the address belongs to a role such as `info` or `postmaster`, and not to a person. */
  role: boolean;
}

/** Addresses that were checked. */
export interface EmailChecks {
  /** In the order of the addresses. */
  results: EmailResult[];
  /** Of all addresses that are not `unknown`. */
  price: Money;
  /** After the charge. */
  balance: Money;
}
