import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Input } from '@/components/ui/input';
import { NativeButton } from '@/components/ui/native-button';
import { COUNTRIES } from '@/lib/domain/phone-numbers/countries';
import { countryName } from '@/lib/domain/phone-numbers/country-name';

/** Removes accents, letter case and the kind of apostrophe, so that “cote d'ivoire” finds “Côte d’Ivoire”. */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\u2019/g, "'")
    .toLowerCase()
    .trim();

const NAMED = COUNTRIES.map((code) => ({ code, name: countryName(code) })).sort((a, b) =>
  a.name.localeCompare(b.name),
);

interface CountryPickerProps {
  value: readonly string[];
  onChange(countries: string[]): void;
}

/** Selects countries. None selected means all. */
export function CountryPicker({ value, onChange }: CountryPickerProps) {
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = fold(search);
  const found = NAMED.filter(({ code, name }) => fold(name).includes(wanted) || fold(code) === wanted);
  const without = (code: string) => value.filter((other) => other !== code);

  return (
    <fieldset className="space-y-2">
      <legend className="float-left font-medium">Countries</legend>
      <p className="text-right text-[0.8125rem] text-ink-muted">
        {value.length === 0 ? 'All countries' : `${value.length} selected`}
      </p>
      {value.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {value.map((code) => (
            <li key={code}>
              <NativeButton
                aria-label={`Remove ${countryName(code)}`}
                onClick={() => onChange(without(code))}
                className="inline-flex items-center gap-1 rounded-md bg-accent-soft px-2 py-1 font-medium text-accent-text text-xs hover:bg-hover"
              >
                <span>{countryName(code)}</span>
                <X aria-hidden className="size-3" />
              </NativeButton>
            </li>
          ))}
        </ul>
      )}
      <div className="overflow-hidden rounded-lg border">
        <Input
          type="search"
          aria-label="Search countries"
          placeholder="Search countries"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="rounded-b-none border-0 border-b"
        />
        <ul className="h-36 overflow-y-auto py-1" aria-label="All countries">
          {found.map(({ code, name }) => (
            <li key={code} className="relative flex items-center gap-2.5 px-3 py-1.5 hover:bg-hover">
              <Checkbox
                id={`${id}-${code}`}
                className="relative z-10"
                checked={value.includes(code)}
                onChange={(event) => onChange(event.target.checked ? [...value, code] : without(code))}
              />
              <label htmlFor={`${id}-${code}`} className="cursor-pointer after:absolute after:inset-0">
                {name}
              </label>
            </li>
          ))}
          {found.length === 0 && <li className="px-3 py-1.5 text-ink-muted">No matching country.</li>}
        </ul>
      </div>
    </fieldset>
  );
}
