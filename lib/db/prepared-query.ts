import pg from 'pg';
import { hasOwnSession } from '@/lib/db/connection';

/** A statement that the server parses and plans once for each connection with a session of its own. */
export interface Statement {
  /** Unique. The server finds the statement by it. */
  name: string;
  text: string;
}

/** The driver's connection, as far as its queries use it. */
interface DriverConnection {
  describe(portal: unknown): void;
}

interface Description {
  fields: readonly { name: string; dataTypeID: number }[];
}

interface DataRow {
  fields: readonly (string | null)[];
}

/** The driver's query, with what its types omit: what it sends, and how it takes each message of the server. */
const DriverQuery = pg.Query as unknown as new (
  text: string,
  values: unknown[],
  done: (error: Error | null | undefined) => void,
) => pg.Query & {
  prepare(connection: DriverConnection): void;
  handleRowDescription(message: Description): void;
  handleDataRow(message: DataRow): void;
  handleCommandComplete(message: unknown, connection: DriverConnection): void;
  handleReadyForQuery(connection: DriverConnection): void;
  handleError(error: unknown, connection: DriverConnection): void;
};

/** A column of a result. */
interface Column {
  name: string;
  parse: (text: string) => unknown;
}

/** What is known about the statements of a connection. */
interface Known {
  /** The columns of their results, by the name of the statement. */
  columns: Map<string, readonly Column[]>;
  /** The same connection, but it does not ask for descriptions. */
  silent: DriverConnection;
}

const knownOf = new WeakMap<DriverConnection, Known>();

function knownOn(connection: DriverConnection): Known {
  let known = knownOf.get(connection);
  if (!known) {
    known = { columns: new Map(), silent: Object.create(connection, { describe: { value: () => {} } }) };
    knownOf.set(connection, known);
  }
  return known;
}

/**
 * A prepared statement. Its result is described once for each connection, because the server never changes the columns of a
 * statement that it has parsed. The driver asks for a description each time.
 */
export class PreparedQuery<Row extends pg.QueryResultRow> extends DriverQuery {
  /** What the statement has returned. */
  readonly result: Row[] = [];
  /** Undefined if the connection could not find the statement again. */
  readonly name: string | undefined;
  private columns: readonly Column[] = [];
  /** Keeps the columns for later executions; undefined if they are known, or cannot be kept. */
  private keep: (() => void) | undefined;
  private unreadable: unknown;

  /** @param done called at the end, with the error if the statement failed */
  constructor(
    client: pg.ClientBase,
    { name, text }: Statement,
    values: unknown[],
    done: (error: Error | null | undefined) => void,
  ) {
    super(text, values, done);
    // The driver takes several microseconds to copy a configuration with a name, so the name is set afterwards.
    this.name = hasOwnSession(client) ? name : undefined;
  }

  override prepare(connection: DriverConnection): void {
    const { name } = this;
    if (name === undefined) {
      super.prepare(connection);
      return;
    }
    const { columns, silent } = knownOn(connection);
    const ofStatement = columns.get(name);
    if (ofStatement) {
      this.columns = ofStatement;
      super.prepare(silent);
    } else {
      this.keep = () => columns.set(name, this.columns);
      super.prepare(connection);
    }
  }

  override handleRowDescription({ fields }: Description): void {
    this.columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: pg.types.getTypeParser(dataTypeID, 'text'),
    }));
  }

  override handleDataRow({ fields }: DataRow): void {
    try {
      const row: pg.QueryResultRow = {};
      if (fields.length !== this.columns.length) throw new Error(`“${this.name}” returned other columns.`);
      for (const [index, { name, parse }] of this.columns.entries()) {
        const text = fields[index] ?? null;
        row[name] = text === null ? null : parse(text);
      }
      this.result.push(row as Row);
    } catch (error) {
      this.unreadable ??= error;
    }
  }

  override handleCommandComplete(): void {
    // Here, because the driver does not tell that a statement has no result.
    this.keep?.();
  }

  override handleReadyForQuery(connection: DriverConnection): void {
    if (this.unreadable === undefined) super.handleReadyForQuery(connection);
    else this.handleError(this.unreadable, connection);
  }
}
