import { expect, it } from 'vitest';
import { permissionsPage } from '@/lib/testing/verbs/permissions-page';

it('docs/permissions.md agrees with the table', async () => {
  await expect(permissionsPage()).toMatchFileSnapshot('../../docs/permissions.md');
});
