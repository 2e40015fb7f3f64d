import type { Page, Request } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { apiKeysPage, PATH } from './api-keys-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const isAction = (request: Request) => request.method() === 'POST' && 'next-action' in request.headers();

/** Everything that a page can store: its document, its history entry and every kind of storage. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input')].map((input) => input.value),
      history.state,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  );
}

test('a secret is gone from the page after its dialog closes', async ({ page, context, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const secret = await keys.create('Secret');
  expect(await everythingStored(page), 'the check finds a secret that is shown').toContain(secret);

  const later: Promise<string>[] = [];
  page.on('response', (response) => later.push(response.text().catch(() => '')));
  await keys.copyAndClose();
  expect(await everythingStored(page)).not.toContain(secret);
  expect(JSON.stringify(await context.storageState())).not.toContain(secret);

  await page.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/filter=all/);
  await page.goBack();
  await page.reload();
  await expect(keys.row('Secret')).toBeVisible();
  expect(await everythingStored(page)).not.toContain(secret);
  expect((await Promise.all(later)).join()).not.toContain(secret);
});

test('a page in the back/forward cache contains no secret', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const secret = await keys.create('Cached');
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(keys.reveal).toBeHidden();
  expect(await everythingStored(page)).not.toContain(secret);
});

test('a filled form is not lost by accident', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
  const label = keys.form.getByRole('textbox', { name: 'Label' });
  await keys.openForm();
  await keys.fillForm({ label: 'Filled' });
  await page.mouse.click(4, 4);
  await expect(label).toHaveValue('Filled');
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Keep editing' }).click();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await expect(label).toHaveValue('Filled');
  await keys.submit.click();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
});

test('every way to close an uncopied secret asks first', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Uncopied');
  const ways = [
    () => keys.done.click(),
    () => page.keyboard.press('Escape'),
    () => keys.reveal.getByRole('button', { name: 'Close' }).click(),
    () => page.mouse.click(4, 4),
  ];
  for (const close of ways) {
    await close();
    await expect(keys.question).toBeVisible();
    await expect(keys.question.getByRole('button', { name: 'Go back' })).toBeFocused();
    await keys.question.getByRole('button', { name: 'Go back' }).click();
    await expect(keys.copy).toBeFocused();
    // The dialog accepts presses a moment after the question has gone.
    await expect(keys.reveal).toHaveCSS('pointer-events', 'auto');
  }
  await keys.done.click();
  await keys.question.getByRole('button', { name: 'Close without copying' }).click();
  await expect(keys.reveal).toBeHidden();
  await expect(keys.createButton).toBeFocused();
});

test('the back button does not lose an uncopied secret', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner);
  await signIn(owner);
  const keys = apiKeysPage(page);
  await page.goto(PATH);
  await page.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/filter=all/);
  await keys.createButton.click();
  await keys.fillForm({ label: 'Back' });
  await keys.submit.click();
  await expect(keys.reveal).toBeVisible();
  await page.evaluate(() => history.back());
  await keys.question.getByRole('button', { name: 'Go back' }).click();
  await expect(keys.secret).toBeVisible();
  await expect(page).toHaveURL(/filter=all/);
});

test('leaving the page with an uncopied secret asks first', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Left');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(keys.secret).toBeVisible();
});

test('a copy that the browser refuses does not count', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const secret = await keys.create('Refused');
  await keys.copy.click();
  await expect(keys.reveal.getByRole('alert')).toContainText('didn’t allow copying');
  expect(await page.evaluate(() => String(getSelection()))).toBe(secret);
  await keys.done.click();
  await expect(keys.question).toBeVisible();
  await keys.question.getByRole('button', { name: 'Go back' }).click();

  await keys.secret.focus();
  await page.keyboard.press('ControlOrMeta+c');
  await keys.done.click();
  await expect(keys.reveal).toBeHidden();
});

test('the dialog waits for a slow clipboard', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () =>
      new Promise((resolve) => window.addEventListener('clipboard-answers', () => resolve()));
  });
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Slow');
  await keys.copy.click();
  await keys.done.click();
  await expect(keys.done).toHaveAttribute('aria-busy', 'true');
  await expect(keys.question).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('clipboard-answers')));
  await expect(keys.reveal).toBeHidden();
});

test('a slow clipboard that refuses does not count', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () =>
      new Promise((_, reject) =>
        window.addEventListener('clipboard-answers', () =>
          reject(new DOMException('denied', 'NotAllowedError')),
        ),
      );
  });
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Slow refusal');
  await keys.copy.click();
  await keys.done.click();
  await expect(keys.done).toHaveAttribute('aria-busy', 'true');
  await page.evaluate(() => window.dispatchEvent(new Event('clipboard-answers')));
  await expect(keys.question).toBeVisible();
  await keys.question.getByRole('button', { name: 'Go back' }).click();
  await expect(keys.secret).toBeVisible();
});

test('a clipboard that never answers does not block the dialog', async ({ page, signIn }) => {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = () => new Promise(() => undefined);
  });
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('No answer');
  await keys.copy.click();
  await keys.done.click();
  await page.keyboard.press('Escape');
  await keys.question.getByRole('button', { name: 'Close without copying' }).click();
  await expect(keys.reveal).toBeHidden();
});

test('a double click creates one key and shows its secret once', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Twice' });
  await keys.submit.dblclick();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
  await keys.copyAndClose();
  await expect(keys.row('Twice')).toHaveCount(1);
  expect(await db().apiKey.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
});

test('a rotation in progress cannot be cancelled before its secret is shown', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const answered = Promise.withResolvers<void>();
  await page.route(/api-keys/, async (route) => {
    if (isAction(route.request())) await answered.promise;
    await route.fallback();
  });
  await page.goto(`${PATH}/${key.id}`);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rotate key' }).click();
  await expect(dialog.getByRole('button', { name: 'Rotate key' })).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Escape');
  await page.mouse.click(4, 4);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  answered.resolve();
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue(/^kd_sandbox_/);
});

test('a creation in progress cannot be cancelled before its secret is shown', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  const answered = Promise.withResolvers<void>();
  await page.route(PATH, async (route) => {
    if (isAction(route.request())) await answered.promise;
    await route.fallback();
  });
  await keys.openForm();
  await keys.fillForm({ label: 'In progress' });
  await keys.submit.click();
  await expect(keys.submit).toHaveAttribute('aria-busy', 'true');
  await page.keyboard.press('Escape');
  await page.mouse.click(4, 4);
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  answered.resolve();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
});

test('replayed requests create no second key and show no secret', async ({ page, context, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  const keys = apiKeysPage(page);
  const sent = page.waitForRequest(isAction);
  await keys.create('Replayed');
  const request = await sent;
  const headers = await request.allHeaders();
  const replay = () => context.request.post(request.url(), { headers, data: request.postDataBuffer() ?? '' });
  for (const answer of await Promise.all([replay(), replay(), replay()])) {
    expect(await answer.text()).toContain('ALREADY_CREATED');
    expect(await answer.text()).not.toMatch(/kd_sandbox_\w/);
  }
  expect(await db().apiKey.count({ where: { workspaceId: owner.workspaceId } })).toBe(1);
});

test('a form whose response was lost says that the key exists', async ({ page, signIn, expectStray }) => {
  expectStray(/ERR_FAILED/);
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Lost' });
  await page.route(PATH, async (route) => {
    if (!isAction(route.request())) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await keys.submit.click();
  await expect(keys.form.getByRole('alert')).toContainText('Can’t reach Keydesk');
  await page.unroute(PATH);
  await keys.submit.click();
  await expect(keys.form.getByRole('alert')).toContainText('was created already');
  await expect(keys.form.getByRole('alert')).toContainText('revoke the key and create another');
  await keys.form.getByRole('button', { name: 'Cancel' }).click();
  await expect(keys.row('Lost')).toHaveCount(1);
});
