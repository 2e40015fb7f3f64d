import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { smtpTransport } from '@/lib/domain/mails/transport';

/** As much of a mail server as takes one mail; `said` is what it was told. */
async function startMailServer(): Promise<{ url: string; said: string[] }> {
  const said: string[] = [];
  const server = createServer((socket) => {
    let inBody = false;
    socket.write('220 mail.test\r\n');
    createInterface({ input: socket }).on('line', (line) => {
      said.push(line);
      if (line === '.') inBody = false;
      else if (inBody) return;
      else if (line === 'DATA') inBody = true;
      socket.write(inBody ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 fine\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, said };
}

const mail = { id: 'mail_1', to: 'ada@example.test', subject: 'Hello', text: 'Good morning.' };

it('sends a mail to the server of SMTP_URL', async () => {
  const { url, said } = await startMailServer();
  await smtpTransport(url, 'Keydesk <no-reply@keydesk.test>')(mail);
  expect(said).toEqual(
    expect.arrayContaining([
      'MAIL FROM:<no-reply@keydesk.test>',
      'RCPT TO:<ada@example.test>',
      'Subject: Hello',
      'Good morning.',
    ]),
  );
});

it('fails if no server responds', async () => {
  await expect(smtpTransport('smtp://127.0.0.1:1', 'no-reply@keydesk.test')(mail)).rejects.toThrow();
});
