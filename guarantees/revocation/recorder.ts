import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Entry } from './history';

/** How many lines are written at once. */
const LINES = 500;

/** Writes a history to a file. */
export class Recorder {
  /** How many calls have a result. */
  decided = 0;
  private readonly start = performance.now();
  private readonly stream;
  private lines: string[] = [];

  constructor(file: string) {
    this.stream = createWriteStream(file);
  }

  /** The time at the moment or before it, in microseconds. */
  before(): number {
    return Math.floor((performance.now() - this.start) * 1_000);
  }

  /** The time at the moment or after it, in microseconds. */
  after(): number {
    return Math.ceil((performance.now() - this.start) * 1_000);
  }

  add(entry: Entry): void {
    if (entry.entry === 'call' && entry.result !== null) this.decided += 1;
    this.lines.push(`${JSON.stringify(entry)}\n`);
    if (this.lines.length >= LINES) this.write();
  }

  async close(): Promise<void> {
    this.write();
    this.stream.end();
    await finished(this.stream);
  }

  private write(): void {
    this.stream.write(this.lines.join(''));
    this.lines = [];
  }
}
