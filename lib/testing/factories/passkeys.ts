import { generateKeyPairSync, randomBytes, sign as signBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { sha256 } from '@/lib/crypto';
import type { MemberActor } from '@/lib/domain/actor';
import { addPasskey } from '@/lib/domain/passkey-settings/add';
import { beginPasskey } from '@/lib/domain/passkey-settings/begin';
import { appUrl } from '@/lib/env';
import { PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');

/** What the server asks a browser to sign. */
interface Issued {
  options: { challenge: string };
  challenge: string;
}

/** What a test changes in what the authenticator does. */
interface Difference {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Whether it verified its user by a fingerprint or a PIN. */
  verified?: boolean;
  counter?: number;
}

/** An authenticator with one passkey (ES256), as a browser's user has it. */
export function makeAuthenticator() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credentialId = randomBytes(32);
  const id = base64url(credentialId);
  const common = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };

  function authenticatorData(
    flags: number,
    { rpId = new URL(appUrl()).hostname, verified = true, counter = 0 }: Difference,
  ) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const all = flags | USER_PRESENT | (verified ? USER_VERIFIED : 0);
    return Buffer.concat([sha256(rpId), Buffer.from([all]), count]);
  }

  const clientData = (type: string, challenge: string, { origin = new URL(appUrl()).origin }: Difference) =>
    JSON.stringify({ type, challenge, origin, crossOrigin: false });

  return {
    id,
    /** Creates the passkey. */
    create({ options, challenge }: Issued, difference: Difference = {}) {
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const authData = Buffer.concat([
        authenticatorData(HAS_CREDENTIAL, difference),
        Buffer.alloc(16),
        Buffer.from([0, credentialId.length]),
        credentialId,
        key,
      ]);
      const attestation = new Map<string, string | Uint8Array | Map<string, never>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, never>()],
        ['authData', new Uint8Array(authData)],
      ]);
      const clientDataJSON = clientData(
        'webauthn.create',
        difference.challenge ?? options.challenge,
        difference,
      );
      return {
        challenge,
        response: {
          ...common,
          response: {
            clientDataJSON: base64url(clientDataJSON),
            attestationObject: base64url(isoCBOR.encode(attestation)),
            transports: ['internal'],
          },
        },
      };
    },
    /** Signs a challenge. */
    sign({ options, challenge }: Issued, difference: Difference = {}) {
      const data = authenticatorData(0, difference);
      const clientDataJSON = clientData(
        'webauthn.get',
        difference.challenge ?? options.challenge,
        difference,
      );
      const signature = signBytes('sha256', Buffer.concat([data, sha256(clientDataJSON)]), privateKey);
      return {
        challenge,
        response: {
          ...common,
          response: {
            clientDataJSON: base64url(clientDataJSON),
            authenticatorData: base64url(data),
            signature: base64url(signature),
          },
        },
      };
    },
  };
}

export type Authenticator = ReturnType<typeof makeAuthenticator>;

/** Adds a passkey to the account of a member without a second factor. */
export async function addTestPasskey(
  actor: MemberActor,
  name = 'Laptop',
): Promise<{ authenticator: Authenticator; passkeyId: string; recoveryCodes: string[] }> {
  const authenticator = makeAuthenticator();
  const creation = granted(await beginPasskey(actor, { password: PASSWORD }));
  const added = granted(await addPasskey(actor, { name, ...authenticator.create(creation) }));
  return { authenticator, passkeyId: added.id, recoveryCodes: added.recoveryCodes ?? [] };
}
