import { z } from 'zod';
import { ownPassword } from '@/lib/domain/passwords/schema';
import { appCode, secondFactorCode } from '@/lib/domain/second-factor/code';
import { email } from '@/lib/domain/text/email';

/** Members enter their password again. Staff have just chosen theirs. */
export const memberPasswordSchema = z.strictObject({ password: ownPassword });
export const beginSecondFactorSchema = memberPasswordSchema.partial();

export const confirmSecondFactorSchema = z.strictObject({ code: appCode });

export const proveSecondFactorSchema = z.strictObject({ password: ownPassword, code: secondFactorCode });

export const removeSecondFactorSchema = z.strictObject({
  workspace: z.string().regex(/^ws_[A-Za-z0-9]+$/, 'Give the id of a workspace, such as ws_6hVbT….'),
  email,
});

/** What a page shows to set up an authenticator app. */
export interface AppSetup {
  /** In base32, for typing. */
  secret: string;
  /** The source of an image. */
  qrCode: string;
}
