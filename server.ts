import { readEnv, settle } from '@/lib/env';
import { main } from '@/lib/operator-error';

await main(async () => {
  settle({ NODE_ENV: readEnv().NODE_ENV });
  // Only now, because these read the settings as they load.
  const { serve } = await import('@/lib/server/serve');
  const { stopOnSignal } = await import('@/lib/server/stop-on-signal');
  const serving = serve();
  stopOnSignal(async () => (await serving).stop());
  await serving;
});
