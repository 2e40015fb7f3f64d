// A node:http server that answers every request with the bytes in BODY and the headers in HEADERS: see start-bare.ts.
import { createServer } from 'node:http';

const { BODY, HEADERS, PORT } = process.env;
if (BODY === undefined || HEADERS === undefined) throw new Error('Set BODY and HEADERS.');
const headers = JSON.parse(HEADERS);

// As long as the product keeps a connection, because a header tells it.
createServer({ keepAliveTimeout: 65_000 }, (_request, response) => {
  response.writeHead(200, headers);
  response.end(BODY);
}).listen(Number(PORT));
