import type { RefusalGroup } from '@/lib/domain/refusals/group-view';

const LINE =
  'block whitespace-pre-wrap break-all rounded-md border bg-canvas px-2.5 py-1.5 font-mono text-xs';

/** Explains a rejected signature: the first line that differs, and the string that should have been signed. */
export function SignatureDifference({ detail }: { detail: RefusalGroup['detail'] }) {
  const { problem, line, expected, signed, base } = detail;
  if (!problem) return null;
  return (
    <div className="space-y-2 text-[0.8125rem]">
      <p>{problem}</p>
      {line !== undefined && (
        <dl className="space-y-1.5">
          <dt className="text-ink-muted">{`Line ${line}, expected`}</dt>
          <dd>
            <code className={LINE}>{expected === '' ? '(nothing)' : expected}</code>
          </dd>
          <dt className="text-ink-muted">{`Line ${line}, signed`}</dt>
          <dd>
            <code className={LINE}>{signed === '' ? '(nothing)' : signed}</code>
          </dd>
        </dl>
      )}
      {base && (
        <details>
          <summary className="w-fit rounded text-ink-muted hover:text-ink">
            The complete string to sign
          </summary>
          <pre className={`${LINE} mt-1.5`}>{base}</pre>
        </details>
      )}
    </div>
  );
}
