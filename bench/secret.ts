import { randomBytes } from 'node:crypto';

/** Of every server that is measured, and of this process, which makes their keys and keeps what it derives from it. */
export const APP_SECRET = randomBytes(32).toString('hex');
