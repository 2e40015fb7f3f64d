import { config } from 'zod/v4/core';

// Zod compiles schemas with `new Function`. Our content security policy forbids this and reports each attempt.
config({ jitless: true });
