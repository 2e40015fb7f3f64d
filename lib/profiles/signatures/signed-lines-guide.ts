// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are JavaScript for readers.
import type { SigningGuide } from '@/lib/profiles/snippets/signing';

/** The documentation of `signedLines`. */
export const signedLinesGuide: SigningGuide = {
  introduction:
    'Write five lines and sign them with HMAC-SHA-256. The key of the HMAC is the signing secret as it was shown, as text. If a request has one of the three headers, all must be valid.',
  rules: [
    [
      'Lines',
      'The time, the nonce, the method in capitals, the full URL with its query, and the MD5 of the body as it is sent, in lower-case hexadecimal digits. Line breaks are LF, with none at the end.',
    ],
    ['`X-Timestamp`', 'Required. The time of the first line, in Unix seconds.'],
    ['`X-Nonce`', 'Required. Up to 32 letters and digits, accepted once for each key.'],
    ['`X-Signature`', 'Required. The HMAC in hexadecimal digits.'],
  ],
  code: {
    curl: ({ method, signingSecret }) => ({
      imports: [],
      lines: [
        'timestamp=$(date +%s)',
        'nonce=$(openssl rand -hex 16)',
        'digest=$(printf %s "$body" | openssl dgst -md5 -r | cut -d " " -f 1)',
        `lines=$(printf '%s\\n%s\\n%s\\n%s\\n%s' "$timestamp" "$nonce" ${method} "$url" "$digest")`,
        'signature=$(printf %s "$lines" |',
        `  openssl dgst -sha256 -hmac "$${signingSecret}" -r | cut -d " " -f 1)`,
      ],
      headers: [
        ['X-Timestamp', '$timestamp'],
        ['X-Nonce', '$nonce'],
        ['X-Signature', '$signature'],
      ],
    }),
    javascript: ({ method, signingSecret }) => ({
      imports: ["import { createHash, createHmac, randomBytes } from 'node:crypto';"],
      lines: [
        'const timestamp = String(Math.floor(Date.now() / 1000));',
        "const nonce = randomBytes(16).toString('hex');",
        "const digest = createHash('md5').update(body).digest('hex');",
        `const lines = [timestamp, nonce, '${method}', url, digest].join('\\n');`,
        `const hmac = createHmac('sha256', process.env.${signingSecret});`,
        "const signature = hmac.update(lines).digest('hex');",
      ],
      headers: [
        ['X-Timestamp', 'timestamp'],
        ['X-Nonce', 'nonce'],
        ['X-Signature', 'signature'],
      ],
    }),
    python: ({ method, signingSecret }) => ({
      imports: ['hashlib', 'hmac', 'secrets', 'time'].map((module) => `import ${module}`),
      lines: [
        'timestamp = str(int(time.time()))',
        'nonce = secrets.token_hex(16)',
        'digest = hashlib.md5(body).hexdigest()',
        `lines = "\\n".join([timestamp, nonce, "${method}", url, digest])`,
        `secret = os.environ["${signingSecret}"].encode()`,
        'signature = hmac.new(secret, lines.encode(), hashlib.sha256).hexdigest()',
      ],
      headers: [
        ['X-Timestamp', 'timestamp'],
        ['X-Nonce', 'nonce'],
        ['X-Signature', 'signature'],
      ],
    }),
    php: ({ method, signingSecret }) => ({
      imports: [],
      lines: [
        '$timestamp = (string) time();',
        '$nonce = bin2hex(random_bytes(16));',
        `$lines = implode("\\n", [$timestamp, $nonce, '${method}', $url, md5($body)]);`,
        `$signature = hash_hmac('sha256', $lines, getenv('${signingSecret}'));`,
      ],
      headers: [
        ['X-Timestamp', '$timestamp'],
        ['X-Nonce', '$nonce'],
        ['X-Signature', '$signature'],
      ],
    }),
  },
};
