import type { Env } from '@/lib/env';
import { OperatorError } from '@/lib/operator-error';

/** Why a server cannot listen on HOST and PORT, and what to change. */
export function explainListenError(error: NodeJS.ErrnoException, { PORT, HOST }: Env): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${PORT} is taken: stop what listens there, or set PORT to another one.`);
    case 'EACCES':
      return new OperatorError(`Port ${PORT} needs more rights than this user has: set PORT above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(`HOST ${HOST} is not an address of this machine.`);
    case 'ENOTSUP':
      return new OperatorError('This system cannot share a port between processes: set PROCESSES to 1.');
    default:
      return error;
  }
}
