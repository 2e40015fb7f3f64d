import { z } from 'zod';

const APP_CODE = /^\d{6}$/;
/** 80 bits in base32. */
const RECOVERY_CODE = /^[A-Z2-7]{16}$/;

/** A code as it is typed, with whatever spaces and dashes: of the authenticator app, or a recovery code. */
export const secondFactorCode = z
  .string('Enter the code.')
  .max(50, 'This is not a code.')
  .transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase())
  .refine(
    (code) => APP_CODE.test(code) || RECOVERY_CODE.test(code),
    'Enter the six digits that your app shows, or a recovery code.',
  );

/** Six digits, as only the app makes them. */
export const appCode = secondFactorCode.refine(
  (code) => APP_CODE.test(code),
  'Enter the six digits that your app shows.',
);
