import { z } from 'zod';

const APP_CODE = /^\d{6}$/;
/** 80 bits in base32. */
const RECOVERY_CODE = /^[A-Z2-7]{16}$/;

/** A code of the authenticator app or a recovery code. Spaces and dashes are ignored. */
export const secondFactorCode = z
  .string('Enter the code.')
  .max(50, 'This is not a code.')
  .transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase())
  .refine(
    (code) => APP_CODE.test(code) || RECOVERY_CODE.test(code),
    'Enter the six digits that your app shows, or a recovery code.',
  );

/** A code of the authenticator app: six digits. */
export const appCode = secondFactorCode.refine(
  (code) => APP_CODE.test(code),
  'Enter the six digits that your app shows.',
);
