import { resolveRecords } from '@/lib/domain/dns/resolve';
import { isSpecialName } from '@/lib/domain/dns/special-names';

/** Whether a domain accepts email. `noAnswer`: DNS does not say. */
export interface MailDomain {
  outcome: 'accepts' | 'noDomain' | 'noMail' | 'noAnswer';
  /** Whether it names mail servers. Null: DNS does not say. */
  mx: boolean | null;
}

/** Whether a name has an address. Mail is sent there if the name has no MX records (RFC 5321, 5.1). */
async function checkAddress(name: string, signal: AbortSignal): Promise<MailDomain> {
  const found = await Promise.all(
    (['A', 'AAAA'] as const).map((type) => resolveRecords({ name, type }, signal)),
  );
  if (found.includes('records')) return { outcome: 'accepts', mx: false };
  const isUnknown = found.includes('noAnswer');
  return isUnknown ? { outcome: 'noAnswer', mx: false } : { outcome: 'noMail', mx: false };
}

/** Asks DNS whether a domain accepts email. No mail server is asked. */
export async function checkMailDomain(name: string, signal: AbortSignal): Promise<MailDomain> {
  if (isSpecialName(name)) return { outcome: 'noDomain', mx: false };
  const answer = await resolveRecords({ name, type: 'MX' }, signal);
  switch (answer) {
    case 'noName':
      return { outcome: 'noDomain', mx: false };
    case 'noAnswer':
      return { outcome: 'noAnswer', mx: null };
    case 'noRecords':
      return checkAddress(name, signal);
    case 'nullMx':
      return { outcome: 'noMail', mx: false };
    case 'records':
      return { outcome: 'accepts', mx: true };
  }
}
