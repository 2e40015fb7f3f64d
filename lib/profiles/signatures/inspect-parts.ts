import { SECOND } from '@/lib/clock';
import { note, type Remark, right, wrong } from '@/lib/domain/signature-checks/remark';

/** In the year 9999. */
const LATEST_SECOND = 253_402_300_799;

export function inspectMethod(method: string): Remark {
  return /^[A-Z]+$/.test(method)
    ? right(`The method is ${method}.`)
    : wrong('The method must be in capitals, such as POST.');
}

/** A whole address, with the host as requests send it. */
export function inspectUrl(url: string): Remark {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    return wrong('The address must be whole, such as https://example.com/path.');
  }
  return url.startsWith(`${parsed.origin}/`)
    ? right(`The address is ${url}`)
    : wrong(`The address must start with ${parsed.origin}/`);
}

/** The time of a signature, in Unix seconds. It is old if somebody looks for a mistake of yesterday. */
export function inspectTime(name: string, seconds: number, at: Date, windowSeconds: number): Remark {
  if (seconds < 0 || seconds > LATEST_SECOND)
    return wrong(`${name} must be in seconds, not in milliseconds.`);
  const time = new Date(seconds * SECOND);
  const distance = Math.abs(at.getTime() - time.getTime());
  if (distance <= windowSeconds * SECOND) return right(`${name} is close to our clock.`);
  return note(
    `${name} is ${time.toISOString()}. A request must arrive within ${windowSeconds} seconds of it; our clock says ${at.toISOString()}.`,
  );
}

/** The same for text. */
export function inspectTimeText(name: string, text: string, at: Date, windowSeconds: number): Remark {
  return /^\d{1,15}$/.test(text)
    ? inspectTime(name, Number(text), at, windowSeconds)
    : wrong(`${name} must be in Unix seconds.`);
}
