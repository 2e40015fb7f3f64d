import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';

/** Searches the person's workspaces by name. */
export function SearchForm({ search }: { search: string }) {
  return (
    <search>
      <form action="/workspaces" className="flex items-end gap-2">
        <Field label="Search" className="min-w-0 flex-1">
          <Input
            type="search"
            name="q"
            autoComplete="off"
            spellCheck={false}
            maxLength={SEARCH_MAX}
            defaultValue={search}
          />
        </Field>
        <Button type="submit">Search</Button>
      </form>
    </search>
  );
}
