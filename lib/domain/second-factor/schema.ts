import { z } from 'zod';
import { appCode, secondFactorCode } from '@/lib/domain/second-factor/code';
import { ownPassword } from '@/lib/domain/users/schema';

/** Members prove once more that it is them; staff come here from a password that they have just chosen. */
export const beginSecondFactorSchema = z.strictObject({ password: ownPassword.optional() });

export const confirmSecondFactorSchema = z.strictObject({ code: appCode });

export const proveSecondFactorSchema = z.strictObject({ password: ownPassword, code: secondFactorCode });
