'use client';

import { STATUS_NAMES } from '@/app/(portal)/messages/status-names';
import { DayRangeFields } from '@/components/forms/day-range-fields';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

interface MessageFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'environment' | 'status' | 'recipient' | 'from' | 'to', string>;
  /** The id of the key in the URL. The filter keeps it. */
  keyId: string | null;
  /** What the provider calls the environments. */
  environments: Record<'live' | 'sandbox', string>;
  /** Whether the viewer may search for a recipient. */
  hasRecipient: boolean;
}

/** The filter of the messages. The URL keeps it, and changes apply at once. */
export function MessageFilters({ values, keyId, environments, hasRecipient }: MessageFiltersProps) {
  const form = useFilterForm({ path: '/messages', values });
  return (
    <search aria-label="Filter">
      <form {...form} className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {keyId && <input type="hidden" name="key" value={keyId} />}
        <Field label="Environment">
          <Select name="environment" defaultValue={values.environment}>
            <option value="">{environments.live}</option>
            <option value="sandbox">{environments.sandbox}</option>
          </Select>
        </Field>
        <Field label="Status">
          <Select name="status" defaultValue={values.status}>
            <option value="">Any status</option>
            {Object.entries(STATUS_NAMES).map(([status, name]) => (
              <option key={status} value={status}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <DayRangeFields values={values} />
        {hasRecipient && (
          <div className="max-lg:col-span-2">
            <Field label="Recipient">
              <Input
                type="search"
                name="recipient"
                placeholder="Whole phone number"
                autoComplete="off"
                maxLength={40}
                defaultValue={values.recipient}
              />
            </Field>
          </div>
        )}
      </form>
    </search>
  );
}
