import { z } from 'zod';

/** Where the events of sent messages go, in the body of a request. */
export const callbackUrl = z
  .string()
  .optional()
  .describe(
    'An HTTPS URL that gets the events of these messages or calls, besides the webhook endpoints. Requests to it are signed with the secret for callback URLs.',
  );
