'use client';

import { ListFilter, Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';
import type { FilterPanel } from '@/app/(portal)/settings/api-keys/_components/filter/filter-panel';
import type { KeyFilterValues } from '@/app/(portal)/settings/api-keys/search-params';
import { loadChunk } from '@/components/load-chunk';
import { PastedSecretNote } from '@/components/pasted-secret/pasted-secret-note';
import { useSearchFilter } from '@/components/pasted-secret/use-search-filter';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Spinner } from '@/components/ui/spinner';
import { useChunk } from '@/components/use-chunk';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { say } from '@/lib/say';

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/filter/filter-panel').then(
    (module) => module.FilterPanel,
  );

const loadFinder = () => import('@/app/(portal)/settings/api-keys/_components/filter/find-pasted-key');

/** If this fails, pressing the button tries again and shows an error. */
const preload = () => void load().catch(() => undefined);

interface KeyFilterFormProps extends Pick<ComponentProps<typeof FilterPanel>, 'scopes' | 'environments'> {
  /** The values in the URL, by field; empty if the URL has none. */
  values: KeyFilterValues;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** Search and filter of the list. The URL keeps both, and changes apply at once. A pasted secret opens its key. */
export function KeyFilterForm({ values, format, ...options }: KeyFilterFormProps) {
  const router = useRouter();

  async function openKey(secret: string) {
    const href = await (await loadChunk(loadFinder))?.findPastedKey(secret);
    if (href) router.push(href);
  }

  const { form, note, describedBy } = useSearchFilter({
    path: '/settings/api-keys',
    values,
    search: 'q',
    format,
    onWholeKey: openKey,
  });
  const panel = useChunk<ComponentProps<typeof FilterPanel>>(load);
  const { q, ...others } = values;

  return (
    <search aria-label={say`Search keys`} className="w-full">
      <form {...form} className="space-y-3">
        <div className="flex items-start gap-2">
          <div className="min-w-0 grow sm:max-w-sm">
            <div className="relative">
              <span
                aria-hidden
                className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-muted [&_svg]:size-4"
              >
                {form['aria-busy'] ? <Spinner /> : <Search />}
              </span>
              <Input
                type="search"
                name="q"
                aria-label={say`Search keys`}
                aria-describedby={describedBy}
                placeholder={say`Label, owner, tag, key ID or last four`}
                maxLength={300}
                autoComplete="off"
                spellCheck={false}
                defaultValue={q}
                className="pl-9"
              />
            </div>
            <PastedSecretNote {...note} />
          </div>
          <Button
            aria-expanded={panel.Component !== undefined}
            onPointerEnter={preload}
            onFocus={preload}
            onClick={() => (panel.Component ? panel.close() : panel.open())}
          >
            <ListFilter aria-hidden />
            Filters
          </Button>
        </div>
        {panel.Component ? (
          <panel.Component values={values} {...options} />
        ) : (
          Object.entries(others).map(
            ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} readOnly />,
          )
        )}
      </form>
    </search>
  );
}
