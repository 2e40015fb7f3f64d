// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts are JavaScript for readers.
import type { Filled } from '@/lib/profiles/snippets/filled';
import type { SigningGuide } from '@/lib/profiles/snippets/signing';

const javascriptKeyId = ({ text, variable }: Filled) =>
  variable === null ? `  'keyid="${text}"',` : `  \`keyid="${text}\${process.env.${variable}}"\`,`;
const pythonKeyId = ({ text, variable }: Filled) =>
  variable === null ? `    'keyid="${text}"',` : `    'keyid="${text}' + os.environ["${variable}"] + '"',`;
const phpKeyId = ({ text, variable }: Filled) =>
  variable === null ? `    'keyid="${text}"',` : `    'keyid="${text}' . getenv('${variable}') . '"',`;
const shellKeyId = ({ text, variable }: Filled) => (variable === null ? text : `${text}$${variable}`);

const COVERED = '("@method" "@target-uri" "content-digest")';

/** The documentation of HTTP Message Signatures, as `messageSignatures` accepts them. */
export const messageSignaturesGuide: SigningGuide = {
  introduction:
    'Requests are signed by HTTP Message Signatures ([RFC 9421](https://www.rfc-editor.org/rfc/rfc9421)) with HMAC-SHA-256. The key of the HMAC is the signing secret as it was shown, as text. Libraries for RFC 9421 work, too.',
  rules: [
    [
      'Components',
      '`@method`, and either `@target-uri` or all of `@authority`, `@path` and `@query`. With a body also `content-digest`. You can add other headers, `@scheme`, `@request-target` and `@query-param`. The component parameters `sf`, `bs`, `key`, `req` and `tr` are not supported.',
    ],
    ['`@target-uri`', 'The address that you call, with the host in lower case and without the default port.'],
    [
      '`Content-Digest`',
      '`sha-256` or `sha-512` of the body as it is sent ([RFC 9530](https://www.rfc-editor.org/rfc/rfc9530)). If both are present, both must match. Others are ignored.',
    ],
    ['`created`', 'Required. Unix seconds. `expires` can end the signature earlier.'],
    ['`keyid`', 'Required. The key id (not the key) as a quoted string.'],
    ['`nonce`', 'Required. 8 to 128 characters, accepted once for each key.'],
    ['`alg`', 'Optional. If present, it must be `hmac-sha256`.'],
    [
      'Other signatures',
      'Signatures with another `keyid`, such as those of a proxy, are ignored. Two signatures with the id of the key are refused.',
    ],
  ],
  code: {
    curl: ({ method, keyId, signingSecret }) => ({
      imports: [],
      lines: [
        'hash=$(printf %s "$body" | openssl dgst -sha256 -binary | openssl base64 -A)',
        'digest="sha-256=:$hash:"',
        `parameters='${COVERED}'`,
        'parameters="$parameters;created=$(date +%s)"',
        `parameters="$parameters;keyid=\\"${shellKeyId(keyId)}\\""`,
        'parameters="$parameters;nonce=\\"$(openssl rand -hex 16)\\""',
        `base=$(printf '"@method": %s\\n"@target-uri": %s\\n"content-digest": %s\\n"@signature-params": %s' \\`,
        `  ${method} "$url" "$digest" "$parameters")`,
        'signature=$(printf %s "$base" |',
        `  openssl dgst -sha256 -hmac "$${signingSecret}" -binary | openssl base64 -A)`,
      ],
      headers: [
        ['Content-Digest', '$digest'],
        ['Signature-Input', 'sig1=$parameters'],
        ['Signature', 'sig1=:$signature:'],
      ],
    }),
    javascript: ({ method, keyId, signingSecret }) => ({
      imports: ["import { createHash, createHmac, randomUUID } from 'node:crypto';"],
      lines: [
        "const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;",
        'const created = Math.floor(Date.now() / 1000);',
        'const parameters = [',
        `  '${COVERED}',`,
        '  `created=${created}`,',
        javascriptKeyId(keyId),
        '  `nonce="${randomUUID()}"`,',
        "].join(';');",
        'const base = [',
        `  '"@method": ${method}',`,
        '  `"@target-uri": ${url}`,',
        '  `"content-digest": ${digest}`,',
        '  `"@signature-params": ${parameters}`,',
        "].join('\\n');",
        `const hmac = createHmac('sha256', process.env.${signingSecret});`,
        "const signature = hmac.update(base).digest('base64');",
      ],
      headers: [
        ['Content-Digest', 'digest'],
        ['Signature-Input', '`sig1=${parameters}`'],
        ['Signature', '`sig1=:${signature}:`'],
      ],
    }),
    python: ({ method, keyId, signingSecret }) => ({
      imports: ['base64', 'hashlib', 'hmac', 'time', 'uuid'].map((module) => `import ${module}`),
      lines: [
        'digest = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"',
        'parameters = ";".join([',
        `    '${COVERED}',`,
        '    f"created={int(time.time())}",',
        pythonKeyId(keyId),
        '    f\'nonce="{uuid.uuid4()}"\',',
        '])',
        'base = "\\n".join([',
        `    '"@method": ${method}',`,
        '    \'"@target-uri": \' + url,',
        '    \'"content-digest": \' + digest,',
        '    \'"@signature-params": \' + parameters,',
        '])',
        `secret = os.environ["${signingSecret}"].encode()`,
        'mac = hmac.new(secret, base.encode(), hashlib.sha256).digest()',
        'signature = base64.b64encode(mac).decode()',
      ],
      headers: [
        ['Content-Digest', 'digest'],
        ['Signature-Input', '"sig1=" + parameters'],
        ['Signature', '"sig1=:" + signature + ":"'],
      ],
    }),
    php: ({ method, keyId, signingSecret }) => ({
      imports: [],
      lines: [
        "$digest = 'sha-256=:' . base64_encode(hash('sha256', $body, true)) . ':';",
        "$parameters = implode(';', [",
        `    '${COVERED}',`,
        "    'created=' . time(),",
        phpKeyId(keyId),
        "    'nonce=\"' . bin2hex(random_bytes(16)) . '\"',",
        ']);',
        '$base = implode("\\n", [',
        `    '"@method": ${method}',`,
        '    \'"@target-uri": \' . $url,',
        '    \'"content-digest": \' . $digest,',
        '    \'"@signature-params": \' . $parameters,',
        ']);',
        `$mac = hash_hmac('sha256', $base, getenv('${signingSecret}'), true);`,
        '$signature = base64_encode($mac);',
      ],
      headers: [
        ['Content-Digest', '$digest'],
        ['Signature-Input', "'sig1=' . $parameters"],
        ['Signature', "'sig1=:' . $signature . ':'"],
      ],
    }),
  },
};
