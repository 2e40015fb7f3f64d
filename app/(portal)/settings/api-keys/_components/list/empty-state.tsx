import { Card } from '@/components/ui/card';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { appUrl } from '@/lib/env';
import { chooseFirstCall } from '@/lib/profiles/first-call';
import type { PortalApi } from '@/lib/profiles/portal-api';
import { curl } from '@/lib/profiles/snippets/curl';
import { URL_VARIABLE } from '@/lib/profiles/snippets/request';
import { say } from '@/lib/say';

interface EmptyStateProps {
  mayCreate: boolean;
  policy: KeyPolicy;
  api: PortalApi;
}

/** The first steps, in a workspace that never had a key. */
export function EmptyState({ mayCreate, policy, api }: EmptyStateProps) {
  const { variable, scopes } = policy;
  const { base, firstCalls } = api;
  const firstCall = chooseFirstCall(firstCalls, {
    environment: 'sandbox',
    scopes: scopes.map(({ name }) => name),
  });
  const steps = [
    {
      title: mayCreate ? say`Create a sandbox key` : say`Ask for a key`,
      text: mayCreate
        ? say`It works like a live key, but sends nothing and costs nothing.`
        : 'A developer, an admin or the owner of this workspace can create one.',
    },
    {
      title: 'Give it to your server',
      text: (
        <span>
          As <code className="font-mono text-[0.8125rem] text-ink">{variable}</code> in its environment, never
          in your code.
        </span>
      ),
    },
    {
      title: 'Make the first call',
      text: say`This page shows the last use of the key as soon as it happens.`,
    },
  ];
  return (
    <Card className="overflow-hidden">
      <div className="space-y-1 px-6 pt-6">
        <h2 className="font-semibold">{say`No API keys yet`}</h2>
        <p className="text-ink-muted">Your first call takes about a minute.</p>
      </div>
      <ol className="grid gap-5 px-6 py-6 md:grid-cols-3 md:gap-8">
        {steps.map(({ title, text }, index) => (
          <li key={title} className="flex gap-3">
            <span
              aria-hidden
              className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs tabular-nums"
            >
              {index + 1}
            </span>
            <div className="space-y-0.5">
              <h3 className="font-medium leading-6">{title}</h3>
              <p className="text-ink-muted">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      {firstCall && (
        <pre className="whitespace-pre-wrap break-all border-t bg-canvas px-6 py-4 font-mono text-[0.8125rem] leading-6">
          {curl(firstCall.request, { values: { [URL_VARIABLE]: appUrl() + base } })}
        </pre>
      )}
    </Card>
  );
}
