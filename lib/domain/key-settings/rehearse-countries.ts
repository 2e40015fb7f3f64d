import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { rehearseCountriesSchema } from '@/lib/domain/key-settings/schema';
import { parse } from '@/lib/domain/parse';
import { type CountryRehearsal, rehearseCountries } from '@/lib/domain/rehearsals/countries';
import { type ForPerson, forPerson } from '@/lib/domain/rehearsals/for-person';
import { rehearsedKeyColumns } from '@/lib/domain/rehearsals/scopes';
import { ok, type Result } from '@/lib/errors';

/**
 * What other countries of a key would have refused. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another
 * workspace) or FORBIDDEN.
 */
export async function rehearseKeyCountries(
  actor: Actor,
  input: unknown,
): Promise<Result<CountryRehearsal & ForPerson>> {
  const parsed = parse(rehearseCountriesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'key-settings/rehearse-countries');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, countries } = parsed.value;
  const select = { ...rehearsedKeyColumns, countries: true };
  const key = await db().apiKey.findFirst({ where: { id: keyId, workspaceId }, select });
  if (!key) return refuseUnknownKey();
  const rehearsal = await rehearseCountries(db(), key, countries);
  return ok({ ...rehearsal, ...forPerson(authorized.value, rehearsal, key.label) });
}
