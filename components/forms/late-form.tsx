'use client';

import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { beginsUse, nextAct } from '@/components/begins-use';
import { HYDRATING } from '@/components/early-interactions/mark';
import { loadChunk } from '@/components/load-chunk';
import { hasDraft, registerForm } from '@/components/outdated/drafts';
import { useHydrated } from '@/components/use-hydrated';

/** Fetches a form as often as it takes. Each failure is shown to the user. */
async function fetchForm<Props>(load: () => Promise<ComponentType<Props>>): Promise<ComponentType<Props>> {
  const form = await loadChunk(load);
  if (form) return form;
  await nextAct();
  return fetchForm(load);
}

/** What was typed into a form that is not fetched yet, without passwords; undefined if nothing was. */
function typedInto(form: HTMLElement): Record<string, string> | undefined {
  const fields = form.querySelectorAll<HTMLInputElement>(`input[${HYDRATING}]:not([type="password"])`);
  const typed = [...fields].filter(({ value, defaultValue }) => value !== defaultValue);
  return typed.length > 0 ? Object.fromEntries(typed.map(({ name, value }) => [name, value])) : undefined;
}

/**
 * A form of a page whose code is fetched when the user begins to use the page, or when the server sends the form anew. The
 * server renders it, and what the user does with it before is repeated (components/early-interactions).
 * @param load fetches the form
 * @param draft the name of its draft, if it has one; a draft from before a reload is restored at once
 */
export function lateForm<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  draft?: string,
): ComponentType<Props> {
  let isAsked = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const Form = lazy(async () => {
    if (typeof window === 'undefined') return { default: await load() };
    if (draft === undefined || !hasDraft(draft)) await Promise.race([beginsUse(), asked]);
    return { default: await fetchForm(load) };
  });

  // biome-ignore lint/correctness/noComponentHookFactories: as React's `lazy`, it is called once for each form, in a module.
  return function LateForm(props: Props) {
    const isHydrated = useHydrated();
    // In a page that the browser rendered, the page's own loading state waits for the form.
    const [isFromServer] = useState(!isHydrated);
    const [first] = useState(props);
    const box = useRef<HTMLDivElement>(null);
    if (!isFromServer || props !== first) isAsked();
    // Until the form registers itself.
    useEffect(() => {
      if (draft === undefined || !isFromServer) return;
      return registerForm(draft, () => (box.current ? typedInto(box.current) : undefined));
    }, [isFromServer]);
    // The same element, because React gives up what the server rendered if it gets another one before it has the form.
    return useMemo(() => {
      const form = <Form {...props} />;
      if (!isFromServer) return form;
      return (
        <div ref={box} className="contents">
          <Suspense>{form}</Suspense>
        </div>
      );
    }, [props, isFromServer]);
  };
}
