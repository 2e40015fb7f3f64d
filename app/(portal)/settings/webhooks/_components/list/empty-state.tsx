import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { Card } from '@/components/ui/card';

const STEPS = [
  {
    title: 'Receive',
    text: 'Your server takes a POST request at a public HTTPS address and responds with 2xx at once.',
  },
  {
    title: 'Verify',
    text: 'It checks the signature of each delivery with the secret that you get here.',
  },
  {
    title: 'Test',
    text: 'Send a test event, and see the request and the response on the endpoint’s page.',
  },
];

/** How webhooks work and which events there are, in a workspace without endpoints. */
export function EmptyState({ mayCreate, events }: { mayCreate: boolean; events: readonly EventChoice[] }) {
  return (
    <Card className="overflow-hidden">
      <div className="space-y-1 px-6 pt-6">
        <h2 className="font-semibold">No endpoints yet</h2>
        <p className="text-ink-muted">
          {mayCreate
            ? 'An endpoint is a URL of your server that gets events.'
            : 'An endpoint is a URL of your server that gets events. A developer, an admin or the owner of this workspace can add one.'}
        </p>
      </div>
      <ol className="grid gap-5 px-6 py-6 md:grid-cols-3 md:gap-8">
        {STEPS.map(({ title, text }, index) => (
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
      <div className="space-y-3 border-t bg-canvas px-6 py-5">
        <h3 className="font-medium">Events</h3>
        <dl className="grid gap-x-8 gap-y-2 lg:grid-cols-2">
          {events.map(({ name, summary }) => (
            <div key={name} className="sm:grid sm:grid-cols-[11.5rem_minmax(0,1fr)] sm:gap-3">
              <dt className="break-words font-mono text-[0.8125rem] leading-5">{name}</dt>
              <dd className="text-[0.8125rem] text-ink-muted leading-5">{summary}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
