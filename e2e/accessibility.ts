import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The only rules of axe that can give another result in other colors. */
const RULES_ABOUT_COLORS = ['color-contrast', 'link-in-text-block'];

async function expectColorScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveClass(new RegExp(`\\b${colorScheme}\\b`));
}

/** Loading axe takes longer than most checks, so each page loads it once. */
async function loadAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(AXE);
}

/** Expects that axe finds no violations. No page has frames, so they are left out. */
async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    iframes: false,
    ...(rules && { runOnly: rules }),
  };
  const violations = await page.evaluate(async (options) => {
    // Defined by the source of axe.
    const { axe: loaded } = window as typeof window & { axe: typeof axe };
    const results = await loaded.run(document, options);
    return results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  }, options);
  expect(violations).toEqual([]);
}

/**
 * Expects that axe finds no violations on the page as it is now, in light and dark colors. On a phone it checks light
 * colors only, because colors do not depend on the width and every test on a phone also runs on a wide screen.
 */
export async function expectAccessiblePage(page: Page, isMobile: boolean): Promise<void> {
  // Next removes the title for a moment while it replaces a page. While a page loads, its heading is hidden.
  await expect(page).toHaveTitle(/./);
  await expect(page.locator('h1:visible')).not.toHaveCount(0);
  await expectColorScheme(page, 'light');
  await loadAxe(page);
  await expectNoViolations(page);
  if (isMobile) return;
  await expectColorScheme(page, 'dark');
  await expectNoViolations(page, RULES_ABOUT_COLORS);
  await expectColorScheme(page, 'light');
}
