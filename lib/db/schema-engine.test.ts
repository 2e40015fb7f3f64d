import { expect, inject, it } from 'vitest';
import { missingMigration } from '@/lib/db/schema-engine';

it('finds that the migrations agree with the schema files', async () => {
  expect(await missingMigration(inject('adminUrl'))).toBe('');
});
