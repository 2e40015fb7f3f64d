import type { Instrumentation } from 'next';

/** Logs an uncaught error of a page, route or action, with the impersonation session if there is one. */
export const onRequestError: Instrumentation.onRequestError = async (err, { path, method, headers }) => {
  const { logFault } = await import('@/lib/auth/log-fault');
  // The query can contain names of customers.
  await logFault(err, { path: path.split('?', 1)[0] ?? path, method, cookie: String(headers.cookie ?? '') });
};
