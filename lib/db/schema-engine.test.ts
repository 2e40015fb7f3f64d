import { expect, inject, it } from 'vitest';
import { missingMigration } from '@/lib/db/schema-engine';

it('finds that the migrations lead to what the schema files say', async () => {
  expect(await missingMigration(inject('adminUrl'))).toBe('');
});
