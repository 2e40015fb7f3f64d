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
  /** The keys of the page, as rendered by the server. */
  keys: ApiKeyActivity[];
  /** When the server rendered them. */
  renderedAt: number;
  children: ReactNode;
}

function later(a: LastUse | null, b: LastUse | null): LastUse | null {
  if (!a || !b) return a ?? b;
  return a.at > b.at ? a : b;
}

/** Polls the last uses of the keys, and reloads the page when the state of a key changes. */
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

/** The last use of a key, and the current time. */
export function useKeyActivity(keyId: string): { lastUse: LastUse | null; now: number } {
  const { lastUses, now } = useContext(Context);
  return { lastUse: lastUses.get(keyId) ?? null, now };
}
