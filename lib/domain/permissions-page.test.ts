import { expect, it } from 'vitest';
import { permissionsPage } from '@/lib/testing/permissions-page';

it('docs/permissions.md says what the table decides', async () => {
  await expect(permissionsPage()).toMatchFileSnapshot('../../docs/permissions.md');
});
