import { overrideEnv, readEnv } from '@/lib/env';
import { main } from '@/lib/operator-error';

await main(async () => {
  overrideEnv({ NODE_ENV: readEnv().NODE_ENV });
  // Imported after the settings are complete, because these modules read them when they load.
  const { serve } = await import('@/lib/server/serve');
  const { stopOnSignal } = await import('@/lib/server/stop-on-signal');
  const serving = serve();
  stopOnSignal(async () => (await serving).stop());
  await serving;
});
