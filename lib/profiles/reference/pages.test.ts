import { describe, expect, it } from 'vitest';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { PROFILES } from '@/lib/profiles/current';
import type { Profile } from '@/lib/profiles/profile';
import { errorPath, routeAnchor, SLUGS } from '@/lib/profiles/reference/address';
import type { Section } from '@/lib/profiles/reference/content';
import { errorReference } from '@/lib/profiles/reference/error-reference';
import { toLlmsTxt } from '@/lib/profiles/reference/llms-txt';
import { toMarkdown } from '@/lib/profiles/reference/markdown';
import { referencePages } from '@/lib/profiles/reference/pages';
import { publicCodes, refusalsOf } from '@/lib/profiles/refusals';
import { samplesOf, signedSamplesOf } from '@/lib/profiles/snippets';
import { acme } from '@/lib/testing/requests/acme-profile';

const ORIGIN = 'https://sms.example';
const ALL_PROFILES: Profile[] = [...Object.values(PROFILES), acme];

function idsOf(sections: readonly Section[]): string[] {
  return sections.flatMap(({ id, sections: inner = [] }) => [id, ...idsOf(inner)]);
}

describe.each(ALL_PROFILES)('the API reference of $id', (profile) => {
  const pages = referencePages(profile, ORIGIN);
  const anchors = new Set(
    pages.flatMap(({ slug, sections }) => [
      `/docs${slug && `/${slug}`}`,
      ...idsOf(sections).map((id) => `/docs${slug && `/${slug}`}#${id}`),
    ]),
  );
  const textOf = (slug: (typeof SLUGS)[number]) => {
    const page = pages.find((each) => each.slug === slug);
    if (!page) throw new Error(`There is no page ${slug}.`);
    return toMarkdown(page, ORIGIN);
  };

  it('has each anchor once', () => {
    const slugs = SLUGS.filter((slug) => slug !== 'signing' || profile.signature !== null);
    expect(pages.map(({ slug }) => slug)).toEqual(slugs);
    for (const { sections } of pages) {
      const ids = idsOf(sections);
      expect(ids).toEqual([...new Set(ids)]);
    }
  });

  it('links to nothing that does not exist', () => {
    const text = pages.map(({ slug }) => textOf(slug)).join();
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    const inside = links.filter((link) => link.startsWith(`${ORIGIN}/docs`));
    expect(inside.length).toBeGreaterThan(5);
    for (const link of inside) expect(anchors).toContain(link.slice(ORIGIN.length));
    expect(links.filter((link) => link.startsWith('/'))).toEqual([]);
  });

  it('has every operation with its path, scope, fields and samples', () => {
    const text = textOf('operations');
    for (const route of profile.routes) {
      expect(anchors).toContain(`/docs/operations#${routeAnchor(route)}`);
      expect(text).toContain(`\`${route.method} ${profile.base}${route.path}\``);
      expect(text).toContain(route.docs.summary);
      if (route.scope !== null)
        expect(text).toContain(`The ${profile.words.shortKey} needs the scope \`${route.scope}\`.`);
      for (const sample of samplesOf(profile, route)) expect(text).toContain(sample.text);
      const { params = {}, query = {}, body, response } = route.docs.example;
      for (const name of Object.keys({ ...params, ...query, ...(body ?? {}) })) {
        expect(text).toContain(`| \`${name}\` |`);
      }
      if (response !== undefined) expect(text).toContain(JSON.stringify(response, null, 2));
    }
  });

  it('has a section for every refusal that the log of a key can show', () => {
    for (const [code] of refusalsOf(profile)) {
      expect(anchors).toContain(errorReference(profile, code)?.href);
    }
    expect(errorReference(profile, 'NOTHING')).toBeNull();
  });

  it('has an anchor for every error code, where the code links to', () => {
    for (const { code, meaning, action } of publicCodes(profile)) {
      expect(anchors).toContain(errorPath(code));
      expect(textOf('errors')).toContain(meaning);
      expect(textOf('errors')).toContain(action.replaceAll('](/', `](${ORIGIN}/`));
    }
  });

  it('says where the key goes, what it looks like and what its scopes are', () => {
    const text = textOf('');
    expect(text).toContain(`${ORIGIN}${profile.base}`);
    for (const source of profile.credentials) {
      expect(text.toLowerCase()).toContain(Object.values(source)[0]);
    }
    for (const { name, description } of profile.keys.scopes)
      expect(text).toContain(`| \`${name}\` | ${description} |`);
    for (const { label } of Object.values(profile.keys.environments)) expect(text).toContain(`| ${label} |`);
    expect(text.includes('| `*` |')).toBe(profile.keys.fullAccess);
  });

  it('has every sandbox number, the limits, and signing by the profile’s scheme', () => {
    for (const number of Object.values(MAGIC_NUMBERS))
      expect(textOf('sandbox')).toContain(`| \`${number}\` |`);
    const conventions = textOf('conventions').toLowerCase();
    expect(conventions).toContain(`calls per minute: ${profile.keys.rateLimit.preset},`);
    for (const name of Object.keys(
      profile.rateLimitHeaders({ limit: 1, remaining: 1, windowSeconds: 1, resetSeconds: 1 }),
    )) {
      expect(conventions).toContain(`\`${name}\``);
    }
    expect(conventions).toContain(`\`${profile.idempotency.header}\``);
    if (profile.signature === null) return;
    const signing = textOf('signing');
    for (const [part] of profile.signature.guide.rules) expect(signing).toContain(part);
    const route = profile.routes.find(({ body }) => body);
    if (!route) throw new Error('The profile has no route with a body.');
    for (const { text } of signedSamplesOf(profile, route)) expect(signing).toContain(text);
  });

  it('calls a key what the provider calls it', () => {
    if (profile.words.shortKey === 'key') return;
    // The name of the page, the sentences that a provider documents word for word, names of products, and code stay.
    const exact = [profile.words.page, ...Object.values(profile.errors.texts ?? {})].join('|');
    const code = /```[\s\S]*?```|`[^`]*`/g;
    for (const { slug } of pages) {
      const text = textOf(slug)
        .replace(code, '')
        .replace(new RegExp(`${exact}|Key Vault|idempotency key|key of the HMAC`, 'gi'), '');
      expect(text).not.toMatch(/(?<![-/])\bkeys?\b/i);
    }
  });

  it('is listed in llms.txt', () => {
    const text = toLlmsTxt(profile, ORIGIN, pages);
    expect(text).toMatch(/^# .+\n\n> .+\n\n## /);
    for (const { slug, summary } of pages) {
      expect(text).toContain(`](${ORIGIN}/docs${slug && `/${slug}`}.md): ${summary}`);
    }
    expect(text).toContain(`${ORIGIN}${profile.base}/openapi.json`);
  });
});
