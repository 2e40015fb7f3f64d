import { SECOND } from '@/lib/clock';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { isDisposable, isRole, loadAddressLists } from '@/lib/domain/email-checks/address-lists';
import { checkMailDomain, type MailDomain } from '@/lib/domain/email-checks/mail-domain';
import { type EmailAddress, readAddress } from '@/lib/domain/email-checks/read-address';
import { simulateMailDomain } from '@/lib/domain/email-checks/simulator';
import type { EmailReason, EmailResult, EmailStatus } from '@/lib/domain/email-checks/view';
import { Turns } from '@/lib/domain/throttle/turns';

/** How long the checks of one request may take. */
const TIMEOUT_MS = 8 * SECOND;

const NO_ANSWER: MailDomain = { outcome: 'noAnswer', mx: null };

/** How many domains of a workspace are asked about at a time, so that slow ones do not delay other workspaces. */
const turns = new Turns(8, TIMEOUT_MS);

type Checker = Pick<ApiKeyActor, 'workspaceId' | 'environment'>;

/** Asks about each domain once. */
function mailDomains({ workspaceId, environment }: Checker): (address: EmailAddress) => Promise<MailDomain> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const asked = new Map<string, Promise<MailDomain>>();
  const ask = (domain: string) =>
    turns.run(
      workspaceId,
      () => checkMailDomain(domain, signal),
      () => NO_ANSWER,
    );
  return async ({ local, domain }) => {
    if (environment === 'sandbox') return simulateMailDomain(`${local}@${domain}`);
    const answer = asked.get(domain) ?? ask(domain);
    asked.set(domain, answer);
    return answer;
  };
}

type Known = Pick<EmailResult, 'disposable' | 'role'>;

function judge({ outcome }: MailDomain, { disposable, role }: Known): [EmailStatus, EmailReason] {
  switch (outcome) {
    case 'noDomain':
      return ['invalid', 'no_domain'];
    case 'noMail':
      return ['invalid', 'no_mail'];
    case 'noAnswer':
      return ['unknown', 'no_answer'];
    case 'accepts':
      if (disposable) return ['risky', 'disposable'];
      return role ? ['risky', 'role'] : ['valid', 'accepts_mail'];
  }
}

/** Checks addresses, in their order. In the sandbox, DNS is simulated. */
export async function checkAddresses(checker: Checker, emails: readonly string[]): Promise<EmailResult[]> {
  const lists = await loadAddressLists();
  const askDomain = mailDomains(checker);
  return Promise.all(
    emails.map(async (email): Promise<EmailResult> => {
      const address = readAddress(email);
      if (!address)
        return { email, status: 'invalid', reason: 'syntax', mx: null, disposable: false, role: false };
      const known = { disposable: isDisposable(lists, address.domain), role: isRole(lists, address.local) };
      const mailDomain = await askDomain(address);
      const [status, reason] = judge(mailDomain, known);
      return { email, status, reason, mx: mailDomain.mx, ...known };
    }),
  );
}
