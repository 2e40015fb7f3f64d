import { expect, test } from '@/e2e/fixtures';

const A_DAY = 'public, max-age=86400';
const FILES: Array<[path: string, type: RegExp, start: string]> = [
  ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)$/, '\0\0\u0001\0'],
  ['/icon.svg', /^image\/svg\+xml/, '<svg'],
  ['/apple-touch-icon.png', /^image\/png$/, '\u0089PNG'],
  ['/icon-192.png', /^image\/png$/, '\u0089PNG'],
  ['/icon-512.png', /^image\/png$/, '\u0089PNG'],
  ['/icon-maskable-512.png', /^image\/png$/, '\u0089PNG'],
  ['/site.webmanifest', /^application\/manifest\+json/, '{'],
  ['/robots.txt', /^text\/plain/, '#'],
];

for (const [path, type, start] of FILES) {
  test(`${path} is served with its type and cached for a day`, async ({ request }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    const headers = response.headers();
    expect(headers['content-type']).toMatch(type);
    expect(headers).toMatchObject({ 'cache-control': A_DAY, 'x-content-type-options': 'nosniff' });
    expect((await response.body()).toString('latin1').startsWith(start)).toBe(true);
    const again = await request.get(path, { headers: { 'if-none-match': headers.etag ?? '' } });
    expect(again.status()).toBe(304);
  });
}

test('a page links its icons and manifest, and the browser can decode the icons', async ({
  page,
  request,
}) => {
  await page.goto('/login');
  const links = await page
    .locator('link[rel="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]')
    .evaluateAll((all) => all.map((link) => [link.getAttribute('rel'), link.getAttribute('href')]));
  expect(links).toEqual(
    expect.arrayContaining([
      ['manifest', '/site.webmanifest'],
      ['icon', '/icon.svg'],
      ['apple-touch-icon', '/apple-touch-icon.png'],
    ]),
  );
  const { icons } = await (await request.get('/site.webmanifest')).json();
  for (const { src, sizes } of icons) {
    const width = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image.naturalWidth;
    }, src);
    expect(`${width}x${width}`, src).toBe(sizes);
  }
});

test('robots.txt excludes search engines', async ({ request }) => {
  const rules = await (await request.get('/robots.txt')).text();
  expect(rules).toMatch(/^User-agent: \*$/m);
  expect(rules).toMatch(/^Disallow: \/$/m);
});

test('/.well-known/security.txt does not exist without a contact', async ({ request }) => {
  expect((await request.get('/.well-known/security.txt')).status()).toBe(404);
});
