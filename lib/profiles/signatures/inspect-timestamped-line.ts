import { note, type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';
import { inspectMethod, inspectTimeText } from '@/lib/profiles/signatures/inspect-parts';

/** Reads the line that `timestampedLine` signs. */
export function inspectTimestampedLine(base: string, at: Date, windowSeconds: number): Remark[] {
  const [method = '', path = '', time, ...body] = base.split('|');
  if (time === undefined || body.length === 0) {
    return [wrong('There must be 4 parts between | signs: method, path, time and body.')];
  }
  return [
    inspectMethod(method),
    /^\/[^?#]*$/.test(path)
      ? right(`The path is ${path}`)
      : wrong('The path must start with / and have no query.'),
    inspectTimeText('The time', time, at, windowSeconds),
    ...(body.join('|') === '' ? [note('The body is empty. A request with a body must sign it.')] : []),
  ];
}
