/** Sends a text to a number of the sandbox through the API of a server. */
export function sendHello(url: string, secret: string, idempotencyKey: string): Promise<Response> {
  return fetch(`${url}/api/v1/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify({ to: '+15005550100', text: 'Hello' }),
  });
}
