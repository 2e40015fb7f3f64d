const MESSAGES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The server refused the connection.',
  ECONNRESET: 'The server closed the connection without a response.',
  EHOSTUNREACH: 'The server cannot be reached.',
  ENETUNREACH: 'The server cannot be reached.',
  EPIPE: 'The server closed the connection without a response.',
  CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server is self-signed.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The server does not send the whole chain of its certificate.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is for another host name.',
  HPE_HEADER_OVERFLOW: 'The headers of the response are too large.',
};

/** Why no response arrived, in a sentence for the owner of the endpoint. */
export function explainFailure(error: unknown): string {
  // One error for each address that was tried.
  const cause = error instanceof AggregateError && error.errors.length > 0 ? error.errors[0] : error;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  if (code.startsWith('HPE_') && !(code in MESSAGES)) return 'The response is not valid HTTP.';
  return MESSAGES[code] ?? cause.message;
}
