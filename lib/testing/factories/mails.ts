import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { writeRequestedMails } from '@/lib/domain/users/write-requested-mails';

/** The mails that wait for an address, the latest first, with those that were asked for. */
export async function mailsTo(recipient: string): Promise<Array<{ subject: string; text: string }>> {
  while ((await writeRequestedMails()) > 0);
  const mails = await db().mail.findMany({ where: { recipient }, orderBy: { createdAt: 'desc' } });
  return mails.map(({ subject, sealedBody }) => ({
    subject,
    text: sealedBody ? unseal(BODY_PURPOSE, sealedBody) : '',
  }));
}

/** The tokens in the links of the latest mail to an address. */
export async function mailedTokens(recipient: string): Promise<string[]> {
  const [mail] = await mailsTo(recipient);
  return [...(mail?.text ?? '').matchAll(/token=(\w+)/g)].map(([, token = '']) => token);
}
