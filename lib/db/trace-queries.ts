import { traced } from '@/lib/spans';

/** What queries of Prisma run on: a connection or a transaction. */
interface Queryable<Query, Rows, Count> {
  queryRaw(query: Query): Promise<Rows>;
  executeRaw(query: Query): Promise<Count>;
}

/** The attributes of a span about the database, by the semantic conventions. */
export function databaseSpan(summary: string) {
  return {
    kind: 'database' as const,
    name: summary,
    attributes: { 'db.system.name': 'postgresql', 'db.query.summary': summary },
  };
}

/** A statement as its first word and its first table: `SELECT messages`. Values are left out. */
function summarize(sql: string): string {
  const [word = ''] = /[A-Za-z]+/.exec(sql) ?? [];
  const [, table = ''] = /\b(?:FROM|INTO|UPDATE)\s+(?:"?public"?\.)?"?([a-z_]+)/i.exec(sql) ?? [];
  return `${word.toUpperCase()} ${table}`.trim();
}

/** Makes a span of each statement. */
export function traceQueries<Rows, Count>(queryable: Queryable<{ sql: string }, Rows, Count>): void {
  const query = queryable.queryRaw.bind(queryable);
  const execute = queryable.executeRaw.bind(queryable);
  queryable.queryRaw = (statement) =>
    traced(
      () => databaseSpan(summarize(statement.sql)),
      () => query(statement),
    );
  queryable.executeRaw = (statement) =>
    traced(
      () => databaseSpan(summarize(statement.sql)),
      () => execute(statement),
    );
}
