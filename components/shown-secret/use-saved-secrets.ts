import { useRef, useState } from 'react';

export type SecretName = 'key' | 'signing';

export type SavedSecrets = ReturnType<typeof useSavedSecrets>;

/** Tracks which secrets were copied, and which copies the browser has not confirmed yet. */
export function useSavedSecrets(names: readonly SecretName[]) {
  const [saved, setSaved] = useState<ReadonlySet<SecretName>>(new Set());
  const done = useRef(saved);
  const pending = useRef(new Set<Promise<void>>());

  /** Counts the secrets as saved once the browser confirms the copy. */
  function track(copied: Promise<boolean>, copiedNames: readonly SecretName[]) {
    const copy = copied.then((isCopied) => {
      pending.current.delete(copy);
      if (!isCopied) return;
      done.current = new Set([...done.current, ...copiedNames]);
      setSaved(done.current);
    });
    pending.current.add(copy);
  }

  const isSaved = (name: SecretName) => !names.includes(name) || saved.has(name);
  return {
    track,
    isSaved,
    isAllSaved: names.every(isSaved),
    isCopying: () => pending.current.size > 0,
    /** Whether every secret is saved, once no copy is pending. */
    async allSaved(): Promise<boolean> {
      await Promise.all(pending.current);
      return names.every((name) => done.current.has(name));
    },
  };
}
