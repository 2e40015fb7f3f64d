'use client';

import { usePathname } from 'next/navigation';
import { useEffect, useEffectEvent } from 'react';
import { keptPage } from '@/app/(portal)/_components/workspaces/kept-page';
import { useChunk } from '@/components/use-chunk';

const STORAGE_KEY = 'keydesk-workspace';

const load = () =>
  import('@/app/(portal)/_components/workspaces/other-workspace-dialog').then(
    (module) => module.OtherWorkspaceDialog,
  );

/** The workspace that a tab of this browser opened last; null if the browser blocks storage. */
function openedLast(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function rememberOpened(workspaceId: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, workspaceId);
  } catch {
    // The browser blocks storage for this site, so its tabs cannot warn each other.
  }
}

/** Tells the person that another tab has switched to another workspace: all tabs of a browser share one session. */
export function OtherWorkspaceNotice({ workspaceId }: { workspaceId: string }) {
  const path = usePathname();
  const { Component, open } = useChunk(load);
  const check = useEffectEvent(() => {
    const last = openedLast();
    if (last !== null && last !== workspaceId) void open();
  });
  useEffect(() => {
    rememberOpened(workspaceId);
    const onChange = () => check();
    window.addEventListener('storage', onChange);
    window.addEventListener('pageshow', onChange);
    document.addEventListener('visibilitychange', onChange);
    return () => {
      window.removeEventListener('storage', onChange);
      window.removeEventListener('pageshow', onChange);
      document.removeEventListener('visibilitychange', onChange);
    };
  }, [workspaceId]);
  return Component && <Component onReload={() => window.location.assign(keptPage(path))} />;
}
