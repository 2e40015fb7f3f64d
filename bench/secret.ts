import { randomBytes } from 'node:crypto';

/** The secret of all measured servers, and of this process, which creates their keys. */
export const APP_SECRET = randomBytes(32).toString('hex');
