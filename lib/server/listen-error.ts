import type { Env } from '@/lib/env';
import { OperatorError } from '@/lib/operator-error';

/**
 * Why a server cannot listen on HOST and a port, and what to change.
 * @param variable contains the port
 */
export function explainListenError(
  error: NodeJS.ErrnoException,
  { HOST, ...ports }: Env,
  variable: 'PORT' | 'METRICS_PORT' = 'PORT',
): Error {
  const port = ports[variable];
  switch (error.code) {
    case 'EADDRINUSE':
      return new OperatorError(
        `Port ${port} is taken: stop what listens there, or set ${variable} to another one.`,
      );
    case 'EACCES':
      return new OperatorError(
        `Port ${port} needs more rights than this user has: set ${variable} above 1023.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`HOST ${HOST} is not an address of this machine.`);
    case 'ENOTSUP':
      return new OperatorError('This system cannot share a port between processes: set PROCESSES to 1.');
    default:
      return error;
  }
}
