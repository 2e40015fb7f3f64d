import { joinDatabase } from '@/lib/db/open';
import { env } from '@/lib/env';
import { adoptAddress } from '@/lib/server-address';

interface CommandContext {
  /** Where people sign in, as the end of a sentence that begins with “Sign in”. */
  signIn: string;
}

/** Runs the work of a command on the database, also while a server is running. */
export async function withDatabase(work: (context: CommandContext) => Promise<void>): Promise<void> {
  const database = await joinDatabase(env());
  try {
    await work({ signIn: await adoptAddress() });
  } finally {
    await database.close();
  }
}
