import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { vi } from 'vitest';
import { freePort } from '@/lib/db/embedded/free-port';
import { findProgram } from '@/lib/testing/servers/find-program';

/** Where nginx is on this machine; null where it is not. */
export const findNginx = () => findProgram('nginx');

export interface TestNginx {
  url: string;
  /** What it has logged about requests so far. */
  accessLog(): Promise<string>;
  stop(): Promise<void>;
}

const FILE = 'deploy/nginx.conf';

/** The file for HTTPS that the comment at the top says to add, with the certificate and port of a test. */
export async function httpsConfiguration(port: number, certificate: string, key: string): Promise<string> {
  const [, recipe = ''] =
    /such as this one.+\n#\n((?:# {3}.+\n)+)#\n/.exec(await readFile(FILE, 'utf8')) ?? [];
  return recipe
    .replaceAll(/^# {3}/gm, '')
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('/etc/nginx/tls/fullchain.pem', certificate)
    .replace('/etc/nginx/tls/key.pem', key);
}

/** The configuration for operators, with the ports and folders of a test. */
async function configuration(port: number, gateways: readonly number[], folder: string): Promise<string> {
  const given = await readFile(FILE, 'utf8');
  const replaced = [
    [/^( *)server gateway:3000 (.*)$/m, gateways.map((each) => `$1server 127.0.0.1:${each} $2`).join('\n')],
    [/\bportal:3000\b/, `127.0.0.1:${gateways[0]}`],
    [/\blisten 80;/, `listen 127.0.0.1:${port};`],
    [/include \/etc\/nginx\/keydesk\//, `include ${folder}/more/`],
    [/\/var\/log\/nginx\/access\.log/, `${folder}/access.log`],
    [/\/var\/log\/nginx\/error\.log/, `${folder}/error.log`],
  ] as const;
  const config = replaced.reduce((text, [before, after]) => {
    if (!before.test(text)) throw new Error(`deploy/nginx.conf has no ${before}.`);
    return text.replace(before, after);
  }, given);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log crit;
    daemon off;
    events { worker_connections 512; }
    http {
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')}
      ${config}
    }`;
}

/**
 * An nginx of the test's own, with deploy/nginx.conf, in front of the processes on `gateways`.
 * @param more a file that an operator adds
 */
export async function startNginx(gateways: readonly number[], more = ''): Promise<TestNginx> {
  const program = findNginx();
  if (!program) throw new Error('nginx is not installed.');
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'keydesk-nginx-'));
  // Its workers do not run as root.
  await chmod(folder, 0o755);
  const file = path.join(folder, 'nginx.conf');
  await writeFile(file, await configuration(port, gateways, folder));
  await mkdir(path.join(folder, 'more'));
  await writeFile(path.join(folder, 'more', 'https.conf'), more);
  const child = spawn(program, ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await vi.waitFor(
    async () => {
      if (child.exitCode !== null) return;
      await fetch(`${url}/healthz`);
    },
    { timeout: 10_000 },
  );
  if (child.exitCode !== null) throw new Error(`nginx did not start:\n${output}`);
  return {
    url,
    accessLog: () => readFile(path.join(folder, 'access.log'), 'utf8'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
