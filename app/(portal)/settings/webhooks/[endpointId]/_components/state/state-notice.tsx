import { LocalDate } from '@/components/local-date';
import { Alert } from '@/components/ui/alert';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

/** Why the endpoint gets no events, and what to do; nothing if it works. */
export function StateNotice({ endpoint }: { endpoint: WebhookEndpointView }) {
  const { status, failingSince, pausedAt } = endpoint;
  switch (status) {
    case 'active':
      return null;
    case 'failing':
      return (
        <Alert tone="warning" title="Deliveries are failing">
          <p>
            <span>{failingSince && <SinceDate text="Since" date={failingSince} />}</span> We try again with
            growing pauses. If it goes on, we pause the endpoint and email you. Open a failed delivery to see
            the response of your server.
          </p>
        </Alert>
      );
    case 'failed':
      return (
        <Alert tone="danger" title="Paused because deliveries kept failing">
          <p>
            <span>{failingSince && <SinceDate text="Failing since" date={failingSince} />}</span> Fix your
            server, send a test event, and resume. Waiting events are sent then. Replay the ones that failed.
          </p>
        </Alert>
      );
    case 'gone':
      return (
        <Alert tone="danger" title="Paused because your server responded with 410 Gone">
          Change the URL if the endpoint has moved, and resume. If you no longer need it, delete it.
        </Alert>
      );
    case 'paused':
      return (
        <Alert title="Paused">
          <p>
            <span>{pausedAt && <SinceDate text="Since" date={pausedAt} />}</span> Events wait until you
            resume.
          </p>
        </Alert>
      );
  }
}

function SinceDate({ text, date }: { text: string; date: Date }) {
  return (
    <span>
      <span>{text}</span> <LocalDate date={date} withTime />
      <span>.</span>
    </span>
  );
}
