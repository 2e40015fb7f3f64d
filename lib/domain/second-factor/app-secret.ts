import { Secret, TOTP } from 'otpauth';
import { now } from '@/lib/clock';
import { seal, unseal } from '@/lib/crypto';
import { say } from '@/lib/say';

const PURPOSE = 'second-factor';
/** In bytes; RFC 4226 recommends 160 bits. */
const SIZE = 20;
/** How many 30-second steps the clock of a phone may differ. */
const DRIFT = 1;

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: say`Keydesk`, label, secret });
}

/** A new secret for an authenticator app, in base32. */
export function newAppSecret(): string {
  return new Secret({ size: SIZE }).base32;
}

/** The URI that an app reads from a QR code. */
export function appSecretUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

export function sealAppSecret(secret: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, secret);
}

/** The 30-second step of a code, if the code is valid now; otherwise null. */
export function stepOf(sealedSecret: Uint8Array, code: string): bigint | null {
  const app = totp(unseal(PURPOSE, sealedSecret));
  const timestamp = now().getTime();
  const delta = app.validate({ token: code, timestamp, window: DRIFT });
  return delta === null ? null : BigInt(app.counter({ timestamp }) + delta);
}
