interface MessageViewProps {
  title: string;
  /** The first line. */
  start: string;
  headers: Record<string, string>;
  body: string;
}

/** A request or a response. */
export function MessageView({ title, start, headers, body }: MessageViewProps) {
  return (
    <div className="min-w-0 space-y-2 px-4 py-3 sm:px-5">
      <h3 className="font-medium">{title}</h3>
      <pre
        translate="no"
        className="wrap-anywhere whitespace-pre-wrap font-mono text-ink-muted text-xs leading-5"
      >
        {[start, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join('\n')}
      </pre>
      <pre
        translate="no"
        className="wrap-anywhere whitespace-pre-wrap rounded-md border bg-canvas px-3 py-2 font-mono text-xs leading-5"
      >
        {body || '(empty)'}
      </pre>
    </div>
  );
}
