import { expect, it } from 'vitest';
import { readRecipientList } from '@/lib/domain/messages/recipient-list';
import { granted } from '@/lib/testing/factories/api-keys';

const NL = '+31612345678';
const GB = '+447400123456';
const RULES = { maxRecipients: 4, skipsProblems: false };

const fieldsOf = async (to: string | string[], rules = RULES) => {
  const list = await readRecipientList(to, rules);
  return list.ok ? [] : Object.keys(list.refusal.fields ?? {});
};

it('refuses numbers that are wrong or repeated, by their fields, and more than are allowed', async () => {
  expect(await fieldsOf([NL, GB])).toEqual([]);
  expect(await fieldsOf('nobody')).toEqual(['to']);
  expect(await fieldsOf([NL, 'nobody', '+4407400123456', GB])).toEqual(['to.1', 'to.3']);
  expect(await fieldsOf([NL, NL, NL, NL, NL])).toEqual(['to']);
});

it('leaves them out if it is asked to, unless none is left', async () => {
  const rules = { maxRecipients: 10, skipsProblems: true };
  const { recipients, wrong } = granted(
    await readRecipientList([NL, 'nobody', '+4407400123456', GB, 'nobody', '+316'], rules),
  );
  expect(recipients.map(({ recipient, country }) => [recipient, country])).toEqual([
    [NL, 'NL'],
    [GB, 'GB'],
  ]);
  expect(wrong).toEqual(['nobody', '+316']);
  expect(await fieldsOf(['nobody', '+316'], rules)).toEqual(['to.0', 'to.1']);
});
