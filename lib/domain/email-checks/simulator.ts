import type { MailDomain } from '@/lib/domain/email-checks/mail-domain';

/** Sandbox addresses that choose what DNS says. All other domains accept email. */
export const SANDBOX_ADDRESSES = {
  noDomain: 'no-domain@example.com',
  noMail: 'no-mail@example.com',
  noAnswer: 'no-answer@example.com',
} as const satisfies Partial<Record<MailDomain['outcome'], string>>;

/** What the sandbox says about the domain of an address. */
export function simulateMailDomain(address: string): MailDomain {
  switch (address) {
    case SANDBOX_ADDRESSES.noDomain:
      return { outcome: 'noDomain', mx: false };
    case SANDBOX_ADDRESSES.noMail:
      return { outcome: 'noMail', mx: false };
    case SANDBOX_ADDRESSES.noAnswer:
      return { outcome: 'noAnswer', mx: null };
    default:
      return { outcome: 'accepts', mx: true };
  }
}
