// A node:http server that answers every request with the bytes in BODY and the gateway's headers.
import { createServer } from 'node:http';

const body = process.env.BODY ?? '';

createServer((_request, response) => {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': 'req_0000000000000000000000',
  });
  response.end(body);
}).listen(Number(process.env.PORT));
