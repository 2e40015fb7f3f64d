/** Where the API reference begins. */
const REFERENCE_PATH = '/docs';

/** The slugs of its pages; the first one is at REFERENCE_PATH itself. */
export const SLUGS = ['', 'conventions', 'operations', 'errors', 'signing', 'webhooks', 'sandbox'] as const;

export type Slug = (typeof SLUGS)[number];

/** The path of a page, such as `/docs/errors`. */
export function pagePath(slug: Slug): string {
  return slug === '' ? REFERENCE_PATH : `${REFERENCE_PATH}/${slug}`;
}

/** The path of a page as Markdown, such as `/docs/errors.md`. */
export function markdownPath(slug: Slug): string {
  return `${pagePath(slug)}.md`;
}

/** The anchor of a route on the page of operations, such as `post-messages`. */
export function routeAnchor({ method, path }: { method: string; path: string }): string {
  return `${method}${path}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** The path and the anchor of an error code, as callers see it. */
export function errorPath(code: string | number): string {
  return `${pagePath('errors')}#${code}`;
}

/** A link to the section about an error, by the code that callers see. */
export function errorLink(code: string | number): string {
  return `[\`${code}\`](${errorPath(code)})`;
}
