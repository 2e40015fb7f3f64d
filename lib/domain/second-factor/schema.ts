import { z } from 'zod';
import { ownPassword } from '@/lib/domain/passwords/schema';
import { appCode, secondFactorCode } from '@/lib/domain/second-factor/code';
import { email } from '@/lib/domain/text/email';

/** Members prove once more that it is them; staff come here from a password that they have just chosen. */
export const memberPasswordSchema = z.strictObject({ password: ownPassword });
export const beginSecondFactorSchema = memberPasswordSchema.partial();

export const confirmSecondFactorSchema = z.strictObject({ code: appCode });

export const proveSecondFactorSchema = z.strictObject({ password: ownPassword, code: secondFactorCode });

export const removeSecondFactorSchema = z.strictObject({
  workspace: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  email,
});

/** What a page shows for an authenticator app to take in. */
export interface AppSetup {
  /** In base32, to be typed. */
  secret: string;
  /** The source of a picture. */
  qrCode: string;
}
