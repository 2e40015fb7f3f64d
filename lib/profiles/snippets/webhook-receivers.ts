import type { Sample } from '@/lib/profiles/snippets/languages';
import type { SignedPart, WebhookSignature } from '@/lib/profiles/webhook-format';

/** The variable that the samples read the signing secret from. */
export const WEBHOOK_SECRET = 'WEBHOOK_SECRET';

/** The variable that they read the registered URL from, if it is signed. */
export const WEBHOOK_URL = 'WEBHOOK_URL';

/** The expression of each signed part, in one language. */
type Expressions = Record<Exclude<SignedPart, object>, string> & { header(name: string): string };

function expressionsOf(parts: readonly SignedPart[], { header, ...others }: Expressions): string[] {
  return parts.map((part) => (typeof part === 'string' ? others[part] : header(part.header)));
}

/** How old a delivery may be, in seconds. */
const MAX_AGE = 300;

function javascript({ header, prefix, encoding, ...signed }: WebhookSignature): string {
  const { signedParts, separator, timestampHeader, base64After } = signed;
  const parts = expressionsOf(signedParts, {
    header: (name) => `headers['${name}']`,
    method: "'POST'",
    url: `process.env.${WEBHOOK_URL}`,
    body: 'body',
    'body-md5': "createHash('md5').update(body).digest('hex')",
  }).join(', ');
  const hash = signedParts.includes('body-md5') ? 'createHash, ' : '';
  const key = base64After === null ? 'secret' : `Buffer.from(secret.slice(${base64After.length}), 'base64')`;
  const recent =
    timestampHeader === null
      ? ''
      : `  if (!(Math.abs(Date.now() / 1000 - Number(headers['${timestampHeader}'])) < ${MAX_AGE})) return false;\n`;
  return `import { ${hash}createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.env.${WEBHOOK_SECRET};

function isGenuine(headers, body) {
${recent}  const signed = [${parts}].join(${JSON.stringify(separator).replaceAll(`"`, `'`)});
  const digest = createHmac('sha256', ${key}).update(signed).digest('${encoding}');
  const expected = Buffer.from(\`${prefix}\${digest}\`);
  const received = String(headers['${header}']).split(' ').map((text) => Buffer.from(text));
  return received.some(
    (each) => each.length === expected.length && timingSafeEqual(each, expected),
  );
}

createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  response.statusCode = isGenuine(request.headers, body) ? 200 : 401;
  response.end();
}).listen(process.env.PORT);`;
}

function python({ header, prefix, encoding, ...signed }: WebhookSignature): string {
  const { signedParts, separator, timestampHeader, base64After } = signed;
  const parts = expressionsOf(signedParts, {
    header: (name) => `headers.get("${name}", "").encode()`,
    method: 'b"POST"',
    url: `os.environ["${WEBHOOK_URL}"].encode()`,
    body: 'body',
    'body-md5': 'hashlib.md5(body).hexdigest().encode()',
  }).join(', ');
  const key = base64After === null ? 'secret.encode()' : `base64.b64decode(secret[${base64After.length}:])`;
  const digest = encoding === 'hex' ? 'digest.hexdigest()' : 'base64.b64encode(digest.digest()).decode()';
  const imports = ['base64', 'hashlib', 'hmac', 'os', 'time'].filter(
    (name) =>
      (name !== 'base64' || base64After !== null || encoding === 'base64') &&
      (name !== 'time' || timestampHeader !== null),
  );
  const recent =
    timestampHeader === null
      ? ''
      : `    if abs(time.time() - int(headers.get("${timestampHeader}", "0"))) > ${MAX_AGE}:\n        return False\n`;
  return `${imports.map((name) => `import ${name}`).join('\n')}
from http.server import BaseHTTPRequestHandler, HTTPServer

secret = os.environ["${WEBHOOK_SECRET}"]


def is_genuine(headers, body):
${recent}    signed = b${JSON.stringify(separator)}.join([${parts}])
    digest = hmac.new(${key}, signed, hashlib.sha256)
    expected = "${prefix}" + ${digest}
    received = headers.get("${header}", "").split(" ")
    return any(hmac.compare_digest(each, expected) for each in received)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200 if is_genuine(self.headers, body) else 401)
        self.end_headers()


HTTPServer(("", int(os.environ["PORT"])), Receiver).serve_forever()`;
}

function php({ header, prefix, encoding, ...signed }: WebhookSignature): string {
  const { signedParts, separator, timestampHeader, base64After } = signed;
  const serverValue = (name: string) => `$_SERVER['HTTP_${name.toUpperCase().replaceAll('-', '_')}'] ?? ''`;
  const parts = expressionsOf(signedParts, {
    header: serverValue,
    method: "'POST'",
    url: `getenv('${WEBHOOK_URL}')`,
    body: '$body',
    'body-md5': 'md5($body)',
  }).join(', ');
  const key = base64After === null ? '$secret' : `base64_decode(substr($secret, ${base64After.length}))`;
  const digest = `hash_hmac('sha256', $signed, ${key}${encoding === 'hex' ? '' : ', true'})`;
  const recent =
    timestampHeader === null
      ? ''
      : `$genuine = $genuine && abs(time() - (int) (${serverValue(timestampHeader)})) < ${MAX_AGE};\n`;
  return `<?php
// php -S 0.0.0.0:8000 receiver.php
$secret = getenv('${WEBHOOK_SECRET}');
$body = file_get_contents('php://input');
$signed = implode(${JSON.stringify(separator)}, [${parts}]);
$expected = '${prefix}' . ${encoding === 'hex' ? digest : `base64_encode(${digest})`};
$genuine = false;
foreach (explode(' ', ${serverValue(header)}) as $received) {
    $genuine = $genuine || hash_equals($expected, $received);
}
${recent}http_response_code($genuine ? 200 : 401);`;
}

/** A server in each language that accepts the deliveries that are signed with its secret, and refuses others. */
export function receiversOf(signature: WebhookSignature): Sample[] {
  return [
    { language: 'javascript', text: javascript(signature) },
    { language: 'python', text: python(signature) },
    { language: 'php', text: php(signature) },
  ];
}
