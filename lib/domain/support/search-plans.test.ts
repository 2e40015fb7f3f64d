import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { membersMailedAt, secretsMasked, workspacesNamed } from '@/lib/domain/support/search-queries';
import { customer, makeCustomers } from '@/lib/testing/factories/customers';

const CUSTOMERS = 20_000;
const { name, email, lastFour } = customer(4711);

beforeAll(() => makeCustomers(CUSTOMERS), 60_000);

async function planOf(query: Prisma.Sql): Promise<string> {
  const rows = await db().$queryRaw<Array<Record<'QUERY PLAN', string>>>(Prisma.sql`EXPLAIN ${query}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

it.each([
  ['a name', workspacesNamed(name), 'workspaces_name_words_idx'],
  ['what many names begin with', workspacesNamed('tra'), 'workspaces_name_words_idx'],
  ['an address', membersMailedAt(email), 'users_email_prefix_idx'],
  ['what every address begins with', membersMailedAt('ow'), 'users_email_prefix_idx'],
  ['the end of a key', secretsMasked('', lastFour), 'api_key_secrets_last_four_idx'],
  ['a masked key', secretsMasked('kd_live_', lastFour), 'api_key_secrets_last_four_idx'],
])('finds %s with an index, without a scan of a whole table', async (_, query, index) => {
  const plan = await planOf(query);
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});
