import { z } from 'zod';

/** The schema of an id of one kind, such as `ws`. Messages use `name`. */
export const id = (kind: string, name: string) =>
  z.string().regex(new RegExp(`^${kind}_[0-9A-Za-z]{1,64}$`), `This is not the ID of a ${name}.`);
