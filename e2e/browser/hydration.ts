import { expect, type Page } from '@playwright/test';

/** Runs in the browser. Whether React handles the controls of the page. */
function isHydrated(): boolean {
  const controls = [...document.querySelectorAll('main button, main input')];
  return (
    controls.length > 0 &&
    controls.every((control) => Object.keys(control).some((key) => key.startsWith('__react')))
  );
}

/** Waits until React handles the controls of the page. Moves the pointer, because late forms wait for that. */
export async function waitForHydration(page: Page): Promise<void> {
  await expect(async () => {
    await page.mouse.move(1, 1);
    await page.mouse.move(2, 2);
    expect(await page.evaluate(isHydrated)).toBe(true);
  }).toPass({ timeout: 30_000 });
}
