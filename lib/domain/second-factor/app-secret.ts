import { Secret, TOTP } from 'otpauth';
import { now } from '@/lib/clock';
import { seal, unseal } from '@/lib/crypto';

const ISSUER = 'Keydesk';
const PURPOSE = 'second-factor';
/** In bytes; RFC 4226 recommends 160 bits. */
const SIZE = 20;
/** How many 30-second steps the clock of a phone may be off. */
const DRIFT = 1;

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret });
}

/** A new secret that an authenticator app and the server share, in base32. */
export function newAppSecret(): string {
  return new Secret({ size: SIZE }).base32;
}

/** The secret as apps read it off a QR code. */
export function appSecretUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

export function sealAppSecret(secret: string): Buffer<ArrayBuffer> {
  return seal(PURPOSE, secret);
}

/** The 30-second step whose code this is, if it is about now; null when it is not. */
export function stepOf(sealedSecret: Uint8Array, code: string): bigint | null {
  const app = totp(unseal(PURPOSE, sealedSecret));
  const timestamp = now().getTime();
  const delta = app.validate({ token: code, timestamp, window: DRIFT });
  return delta === null ? null : BigInt(app.counter({ timestamp }) + delta);
}
