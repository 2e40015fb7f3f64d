import { EnvError, readEnv, settle } from '@/lib/env';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

try {
  settle({ NODE_ENV: readEnv().NODE_ENV });
} catch (error) {
  if (error instanceof EnvError) fail(error.message);
  throw error;
}

// Only now, because these read the settings as they load.
const { DataDirInUseError } = await import('@/lib/db/open');
const { ListenError } = await import('@/lib/server/listen');
const { serve } = await import('@/lib/server/serve');
const { stopOnSignal } = await import('@/lib/server/stop-on-signal');

try {
  const { stop } = await serve();
  stopOnSignal(stop);
} catch (error) {
  if (error instanceof DataDirInUseError || error instanceof ListenError) fail(error.message);
  throw error;
}
