import { useEffect, useState } from 'react';
import {
  columnNames,
  EXPIRY_NAMES,
  HEALTH_NAMES,
  LIMIT_NAMES,
  STATE_NAMES,
  USE_NAMES,
} from '@/app/(portal)/settings/api-keys/_components/filter/filter-names';
import type { KeyFilterValues } from '@/app/(portal)/settings/api-keys/search-params';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { KeyFilterOptions } from '@/lib/domain/api-keys/filter-options';
import { KEY_ORDERS } from '@/lib/domain/api-keys/filters';
import { say } from '@/lib/say';

const PATH = '/settings/api-keys/filter-options';

/** Null if they could not be loaded. */
async function readOptions(signal: AbortSignal): Promise<KeyFilterOptions | null> {
  try {
    const answer = await fetch(PATH, { cache: 'no-store', signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export type Options = readonly (readonly [value: string, name: string])[];

const byName = (names: Record<string, string>): Options => Object.entries(names);
const same = (values: readonly string[]): Options => values.map((value) => [value, value]);

function sortOptions(): Options {
  return KEY_ORDERS.flatMap((order): Options => {
    const name = columnNames()[order];
    if (order === 'created') return [[order, `${name}, oldest first`]];
    return [
      [order, `${name}, ascending`],
      [`-${order}`, `${name}, descending`],
    ];
  });
}

interface FilterSelectProps {
  name: keyof KeyFilterValues;
  label: string;
  /** The name of the option that does not limit the list. */
  any: string;
  options: Options;
  value: string;
}

function FilterSelect({ name, label, any, options, value }: FilterSelectProps) {
  const isKnown = value === '' || options.some(([known]) => known === value);
  // The chosen option stays the same element when the others arrive, so that it stays chosen.
  const all = isKnown ? options : [[value, value] as const, ...options];
  return (
    <Field label={label}>
      <Select name={name} defaultValue={value}>
        <option value="">{any}</option>
        {all.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface FilterPanelProps {
  values: KeyFilterValues;
  /** The scopes that a key can have. */
  scopes: Options;
  /** What the provider calls the environments. */
  environments: Record<'live' | 'sandbox', string>;
}

/** The fields of the filter, and how the list is sorted. */
export function FilterPanel({ values, scopes, environments }: FilterPanelProps) {
  const [options, setOptions] = useState<KeyFilterOptions | null>();
  useEffect(() => {
    const stop = new AbortController();
    readOptions(stop.signal).then((read) => !stop.signal.aborted && setOptions(read));
    return () => stop.abort();
  }, []);

  const { creators = [], owners = [], tags = [] } = options ?? {};
  const { current: _, ...states } = STATE_NAMES;
  const field = (name: keyof KeyFilterValues) => ({ name, value: values[name] });
  return (
    <fieldset className="grid grid-cols-2 gap-3 rounded-lg border bg-surface p-3 sm:p-4 md:grid-cols-5">
      <legend className="sr-only">Filters</legend>
      <FilterSelect {...field('filter')} label="Status" any={STATE_NAMES.current} options={byName(states)} />
      <FilterSelect {...field('environment')} label="Environment" any="Any" options={byName(environments)} />
      <FilterSelect {...field('scope')} label="Scope" any="Any" options={scopes} />
      <FilterSelect {...field('expires')} label="Expires" any="Any time" options={byName(EXPIRY_NAMES)} />
      <FilterSelect {...field('used')} label="Last used" any="Any time" options={byName(USE_NAMES)} />
      <FilterSelect {...field('limits')} label="Limits" any="Any" options={byName(LIMIT_NAMES)} />
      <FilterSelect {...field('health')} label="Health" any="Any" options={byName(HEALTH_NAMES)} />
      <FilterSelect
        {...field('creator')}
        label="Created by"
        any="Anybody"
        options={creators.map(({ id, name }) => [id, name])}
      />
      <FilterSelect {...field('owner')} label="Owner" any="Anybody" options={same(owners)} />
      <FilterSelect {...field('tag')} label="Tag" any="Any" options={same(tags)} />
      <FilterSelect {...field('sort')} label="Sort by" any="Newest first" options={sortOptions()} />
      {options === null && (
        <p
          role="status"
          className="col-span-full text-[0.8125rem] text-ink-muted"
        >{say`Creators, owners and tags could not be loaded. Close the filters and open them again.`}</p>
      )}
    </fieldset>
  );
}
