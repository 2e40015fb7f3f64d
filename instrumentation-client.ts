import { config } from 'zod/v4/core';

// Zod tries `new Function` to compile schemas; our content security policy forbids it and reports the mere attempt.
config({ jitless: true });
