import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';

interface SigningKey {
  id: string;
  pem: string;
  privateKey: KeyObject;
}

/** What a scanner found, in the format of GitHub's partner program. */
export interface Finding {
  token: string;
  type?: string;
  url?: string;
  source?: string;
}

export interface SignedReport {
  body: string;
  headers: Record<string, string>;
}

export interface TestScanner {
  /** The environment variables that let it report. */
  settings: Record<'LEAK_REPORT_KEYS_URL', string>;
  /** How often its keys were read. */
  reads(): number;
  /** Publishes another key, which signs from now on, in place of the first one or next to it. */
  rotate(how?: 'replace' | 'add'): void;
  /** Answers with this status in place of the keys from now on; undefined: with the keys. */
  failWith(status: number | undefined): void;
  /** A report as the scanner sends it. */
  report(findings: readonly Finding[]): SignedReport;
  /** Signs any body. */
  sign(body: string): SignedReport;
  close(): Promise<void>;
}

let made = 0;

function makeKey(): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  made += 1;
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { id: `test-key-${made}`, pem, privateKey };
}

/** A key of another curve, which the scanner publishes, too, and which must not count. */
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
export const OTHER_CURVE: SigningKey = {
  id: 'other-curve',
  pem: otherCurve.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  privateKey: createPrivateKey(otherCurve.privateKey.export({ type: 'pkcs8', format: 'pem' })),
};

/** Signs a body as GitHub does: ECDSA with SHA-256 over the bytes, in DER, in base64. */
export function signReport(body: string, { id, privateKey }: SigningKey): SignedReport {
  const signature = sign('sha256', Buffer.from(body), privateKey).toString('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'github-public-key-identifier': id,
      'github-public-key-signature': signature,
    },
  };
}

/** Sends a report to a server of ours. */
export function postReport(url: string, { body, headers }: SignedReport): Promise<Response> {
  return fetch(`${url}/scanner/reports`, { method: 'POST', body, headers });
}

/** A server that publishes the keys of a secret scanner, which signs with them. */
export async function startScanner(): Promise<TestScanner> {
  let keys: [SigningKey, ...SigningKey[]] = [makeKey()];
  let failure: number | undefined;
  let reads = 0;
  const server = createServer((_req, res) => {
    reads += 1;
    const published = [...keys, OTHER_CURVE].map(({ id, pem }, index) => ({
      key_identifier: id,
      key: pem,
      is_current: index === 0,
    }));
    const unreadable = { key_identifier: 'unreadable', key: 'no key', is_current: false };
    res.writeHead(failure ?? 200, { 'content-type': 'application/json' });
    res.end(JSON.stringify(failure ? {} : { public_keys: [...published, unreadable] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    settings: { LEAK_REPORT_KEYS_URL: `http://127.0.0.1:${port}/keys` },
    reads: () => reads,
    rotate(how = 'replace') {
      keys = how === 'replace' ? [makeKey()] : [makeKey(), ...keys];
    },
    failWith(status) {
      failure = status;
    },
    report(findings) {
      const sent = findings.map((finding) => ({
        type: 'keydesk_api_key',
        source: 'content',
        url: '',
        ...finding,
      }));
      return signReport(JSON.stringify(sent), keys[0]);
    },
    sign: (body) => signReport(body, keys[0]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
