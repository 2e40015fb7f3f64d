import { SignatureDifference } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/signature-difference';
import { RelativeTime } from '@/components/relative-time';
import { Badge } from '@/components/ui/badge';
import type { RefusedCallView } from '@/lib/domain/refusals/list-calls';

interface RefusedCallsProps {
  calls: readonly RefusedCallView[];
  /** What is known of the address of all of them. */
  groupAddress: string | null;
  now: number;
}

/** Rejected calls one by one, each with what helps to find the program that made it. */
export function RefusedCalls({ calls, groupAddress, now }: RefusedCallsProps) {
  return (
    <ol aria-label="Calls" className="divide-y border-t">
      {calls.map(({ id, at, requestId, method, path, status, client, address, fields, detail }) => (
        <li key={id} className="space-y-1.5 px-4 py-3 text-[0.8125rem] sm:px-5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {status !== null && <Badge className="font-mono">{String(status)}</Badge>}
            {method && path && (
              <code className="min-w-0 break-all font-mono text-xs">{`${method} ${path}`}</code>
            )}
            <span className="ml-auto text-ink-muted text-xs">
              <RelativeTime date={at} now={now} />
            </span>
          </div>
          {client && <p className="break-words text-ink-muted">{`Client: ${client}`}</p>}
          {address && address !== groupAddress && (
            <p className="break-all text-ink-muted">{`Address: ${address}`}</p>
          )}
          {Object.entries(fields).length > 0 && (
            <ul className="space-y-0.5">
              {Object.entries(fields).map(([field, problem]) => (
                <li key={field} className="break-words">
                  <code className="font-mono text-xs">{field}</code>
                  <span>{`: ${problem}`}</span>
                </li>
              ))}
            </ul>
          )}
          <SignatureDifference detail={detail} />
          <p className="break-all font-mono text-[0.6875rem] text-ink-muted">{requestId}</p>
        </li>
      ))}
    </ol>
  );
}
