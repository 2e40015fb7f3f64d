import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { now, SECOND } from '@/lib/clock';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { providerWords } from '@/lib/say';

export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Delivers a mail, or throws. */
export type MailTransport = (mail: OutgoingMail) => Promise<void>;

export function smtpTransport(url: string, from: string): MailTransport {
  const smtp = createTransport({
    url,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, to, subject, text }) => {
    const messageId = `<${id}@${new URL(url).hostname}>`;
    await smtp.sendMail({ from, to, subject, text, messageId });
  };
}

/** Writes mails to files, for a machine without a mail server, and logs the link that a mail contains. */
export function folderTransport(folder: string, from: string): MailTransport {
  return async ({ id, to, subject, text }) => {
    const time = now();
    const name = `${time.toISOString().replaceAll(':', '-')}-${id}.eml`;
    const headers = [`Date: ${time.toUTCString()}`, `From: ${from}`, `To: ${to}`, `Subject: ${subject}`];
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = path.join(folder, `.${name}`);
    await writeFile(draft, `${headers.join('\n')}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`, {
      mode: 0o600,
    });
    await rename(draft, path.join(folder, name));
    const link = /https?:\/\/\S+/.exec(text)?.[0];
    log.info({ to, subject, file: path.join(folder, name), link }, 'Mail kept');
  };
}

let transport: MailTransport | undefined;

/** The server of SMTP_URL, or else the folder DATA_DIR/mail. */
export function currentTransport(): MailTransport {
  const { SMTP_URL, MAIL_FROM = `${providerWords().product} <no-reply@keydesk.invalid>`, DATA_DIR } = env();
  transport ??= SMTP_URL
    ? smtpTransport(SMTP_URL, MAIL_FROM)
    : folderTransport(path.resolve(DATA_DIR, 'mail'), MAIL_FROM);
  return transport;
}
