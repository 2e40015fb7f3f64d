import type { Section } from '@/lib/profiles/reference/content';

const signatures: Section = {
  id: 'webhook-signatures',
  title: 'The two signatures of webhooks',
  blocks: [
    {
      kind: 'list',
      items: [
        '`X-Hellio-Signature-V2` covers the time and the body: the HMAC-SHA-256 of `{X-Hellio-Timestamp}.{body}` in hexadecimal digits. Verify this one, because it also shows that a delivery is not an old one.',
        '`X-Hellio-Signature` covers the body only: the HMAC-SHA-256 of the raw body in hexadecimal digits. It is for receivers that were written before V2.',
        'Both are made with the secret of the endpoint, and neither has a prefix.',
      ],
    },
  ],
};

/** What only this API has. */
export const guides: readonly Section[] = [signatures];
