import { z } from 'zod';

export const email = z
  .string('Enter your email address.')
  .trim()
  .toLowerCase()
  .min(1, 'Enter your email address.')
  .max(254, 'Enter a shorter email address.')
  .pipe(z.email('Enter an email address like ada@example.com.'));
