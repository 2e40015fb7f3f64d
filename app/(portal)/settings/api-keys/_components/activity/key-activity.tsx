'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { useActivityPolling } from '@/app/(portal)/settings/api-keys/_components/activity/use-activity-polling';
import { useNow } from '@/components/use-now';
import type { LastUse } from '@/lib/domain/api-keys/view';
import type { ApiKeyActivity } from '@/lib/domain/usage/activity';

const INTERVAL_MS = 4_000;

interface KeyActivityContext {
  lastUses: ReadonlyMap<string, LastUse | null>;
  now: number;
}

const Context = createContext<KeyActivityContext>({ lastUses: new Map(), now: 0 });

interface KeyActivityProviderProps {
  /** The keys of the list, as the server read them. */
  keys: ApiKeyActivity[];
  /** When it read them. */
  renderedAt: number;
  children: ReactNode;
}

function later(a: LastUse | null, b: LastUse | null): LastUse | null {
  if (!a || !b) return a ?? b;
  return a.at > b.at ? a : b;
}

/** Keeps the last uses below it moving, and loads the list anew when a key's state has changed elsewhere. */
export function KeyActivityProvider({ keys, renderedAt, children }: KeyActivityProviderProps) {
  const router = useRouter();
  const [seen, setSeen] = useState<readonly ApiKeyActivity[]>([]);
  const keyIds = keys.map((key) => key.id);

  useActivityPolling(keyIds, INTERVAL_MS, (activity) => {
    setSeen(activity);
    const states = new Map(activity.map((key) => [key.id, key.status]));
    if (keys.some((key) => states.get(key.id) !== key.status)) router.refresh();
  });

  const lastSeen = new Map(seen.map((key) => [key.id, key.lastUse]));
  const lastUses = new Map(keys.map((key) => [key.id, later(key.lastUse, lastSeen.get(key.id) ?? null)]));
  return <Context value={{ lastUses, now: useNow(renderedAt) }}>{children}</Context>;
}

/** When and how a key of the list was last used, and the present to measure it by. */
export function useKeyActivity(keyId: string): { lastUse: LastUse | null; now: number } {
  const { lastUses, now } = useContext(Context);
  return { lastUse: lastUses.get(keyId) ?? null, now };
}
