import { z } from 'zod';

/** The query of an operation that takes none: a parameter that nobody offered is refused, not ignored. */
export const noInput = z.strictObject({});
