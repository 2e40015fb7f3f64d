import { HOUR, MINUTE } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import { providerWords } from '@/lib/say';

/** Letters, digits and little else: not the address of a page. With more than four digits, it could be a phone number. */
const PLAIN_NAME = /^(?!(?:.*\p{N}){5})[\p{L}\p{M}\p{N} &'’-]{1,40}$/u;

const READ_NAME = { name: 'read-workspace-name', text: 'SELECT name FROM workspaces WHERE id = $1' };

/**
 * The name in the text with a code: the workspace's, or the product's if a customer could advertise with it. Codes
 * go to strangers, so a name must not contain a link or a phone number.
 */
export async function readSenderName(tx: PreparedTransaction, workspaceId: string): Promise<string> {
  const [row] = await tx.query<{ name: string }>(READ_NAME, [workspaceId]);
  return row && PLAIN_NAME.test(row.name) ? row.name : providerWords().product;
}

/** What the text with a code says. */
export interface CodeText {
  name: string;
  code: string;
  expiresInMinutes: number;
}

function inWords(minutes: number): string {
  const hours = (minutes * MINUTE) / HOUR;
  const [count, unit] = Number.isInteger(hours) ? [hours, 'hour'] : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The text of a message with a code. */
export function messageText({ name, code, expiresInMinutes }: CodeText): string {
  return `Your ${name} code is ${code}. It expires in ${inWords(expiresInMinutes)}.`;
}

/** What a voice call with a code says. Each digit is a sentence of its own, so that voices pause after it. */
export function spokenText({ name, code, expiresInMinutes }: CodeText): string {
  const digits = [...code].join('. ');
  return `Your ${name} code is: ${digits}. Again, your code is: ${digits}. It expires in ${inWords(expiresInMinutes)}.`;
}

/** The text of the message without its code, as it is stored and shown. It has the same length. */
export function maskedText(text: CodeText): string {
  return messageText({ ...text, code: '*'.repeat(text.code.length) });
}

/** The email with a code. Subjects are stored and logged, so the code is in the text only. */
export function codeMail(text: CodeText): { subject: string; text: string } {
  return {
    subject: `Your ${text.name} code`,
    text: `${messageText(text)}

Enter it where you asked for it. Do not share it. If you did not ask for a code, ignore this email.
`,
  };
}
