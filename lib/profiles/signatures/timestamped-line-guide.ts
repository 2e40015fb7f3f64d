import type { SigningGuide } from '@/lib/profiles/snippets/signing';

/** The documentation of `timestampedLine`. */
export const timestampedLineGuide: SigningGuide = {
  introduction:
    'Join method, path, time and body with `|`, and sign that line with HMAC-SHA-256. The key of the HMAC is the signing secret as it was shown, as text.',
  rules: [
    [
      'Line',
      '`METHOD|path|timestamp|body`: the method in capitals, the path without its query, the body as it is sent.',
    ],
    ['`X-Timestamp`', 'Required. The time of the line, in unix seconds.'],
    [
      '`X-Signature`',
      'Required. The HMAC in lower-case hexadecimal digits. Each signature is accepted once.',
    ],
  ],
  code: {
    curl: ({ method, signingSecret }) => ({
      imports: [],
      lines: [
        'timestamp=$(date +%s)',
        'path=$(printf %s "$url" | sed -E \'s#^[a-z]+://[^/]*##; s#[?].*##\')',
        `signature=$(printf %s "${method}|$path|$timestamp|$body" |`,
        `  openssl dgst -sha256 -hmac "$${signingSecret}" -r | cut -d " " -f 1)`,
      ],
      headers: [
        ['X-Timestamp', '$timestamp'],
        ['X-Signature', '$signature'],
      ],
    }),
    javascript: ({ method, signingSecret }) => ({
      imports: ["import { createHmac } from 'node:crypto';"],
      lines: [
        'const timestamp = String(Math.floor(Date.now() / 1000));',
        `const line = ['${method}', new URL(url).pathname, timestamp, body].join('|');`,
        `const hmac = createHmac('sha256', process.env.${signingSecret});`,
        "const signature = hmac.update(line).digest('hex');",
      ],
      headers: [
        ['X-Timestamp', 'timestamp'],
        ['X-Signature', 'signature'],
      ],
    }),
    python: ({ method, signingSecret }) => ({
      imports: ['hashlib', 'hmac', 'time', 'urllib.parse'].map((module) => `import ${module}`),
      lines: [
        'timestamp = str(int(time.time()))',
        'path = urllib.parse.urlsplit(url).path',
        `line = "|".join(["${method}", path, timestamp, body.decode()])`,
        `secret = os.environ["${signingSecret}"].encode()`,
        'signature = hmac.new(secret, line.encode(), hashlib.sha256).hexdigest()',
      ],
      headers: [
        ['X-Timestamp', 'timestamp'],
        ['X-Signature', 'signature'],
      ],
    }),
    php: ({ method, signingSecret }) => ({
      imports: [],
      lines: [
        '$timestamp = (string) time();',
        `$line = implode('|', ['${method}', parse_url($url, PHP_URL_PATH), $timestamp, $body]);`,
        `$signature = hash_hmac('sha256', $line, getenv('${signingSecret}'));`,
      ],
      headers: [
        ['X-Timestamp', '$timestamp'],
        ['X-Signature', '$signature'],
      ],
    }),
  },
};
