/** What a list shows instead of rows: what is missing, and what to do. */
export function EmptyList({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="space-y-1 px-6 py-14 text-center">
      <p className="font-medium">{title}</p>
      <p className="text-ink-muted">{hint}</p>
    </div>
  );
}
