import { z } from 'zod';

export const email = z
  .string('Enter your e-mail address.')
  .trim()
  .toLowerCase()
  .min(1, 'Enter your e-mail address.')
  .max(254, 'Enter a shorter e-mail address.')
  .pipe(z.email('Enter an e-mail address like ada@example.com.'));
