import { z } from 'zod';

/** The name of what is changed, as a person typed it. It is asked for if live calls would stop. */
export const confirmation = z.string().max(200).optional();
