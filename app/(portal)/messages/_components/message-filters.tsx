'use client';

import { useState } from 'react';
import { STATUS_NAMES } from '@/app/(portal)/messages/status-names';
import { DayRangeFields } from '@/components/forms/day-range-fields';
import { KeyPicker, type PickedKey } from '@/components/forms/key-picker';
import { useFilterForm } from '@/components/forms/use-filter-form';
import { searchable } from '@/components/pasted-secret/searchable';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { SEARCH_MAX } from '@/lib/domain/text/search-max';
import { say } from '@/lib/say';

/** The fields that people paste into. No key has such values, so that a pasted secret is never searched for. */
const PASTED = ['recipient', 'request'] as const;

interface MessageFiltersProps {
  /** The values in the URL, by field; empty if the URL has none. */
  values: Record<'environment' | 'status' | 'key' | 'recipient' | 'request' | 'from' | 'to', string>;
  /** The key in the URL. */
  pickedKey: PickedKey | null;
  /** What the provider calls the environments. */
  environments: Record<'live' | 'sandbox', string>;
  /** Whether the viewer may search for a recipient. */
  hasRecipient: boolean;
  /** Tells a pasted secret apart from other text. */
  format: SecretFormat;
}

/** The filter of the messages. The URL keeps it, and changes apply at once. */
export function MessageFilters({
  values,
  pickedKey,
  environments,
  hasRecipient,
  format,
}: MessageFiltersProps) {
  const [withSecret, setWithSecret] = useState<(typeof PASTED)[number]>();
  const form = useFilterForm({ path: '/messages', values, prepare });

  function prepare({ elements }: HTMLFormElement): boolean {
    const found = PASTED.find((name) => {
      const field = elements.namedItem(name);
      return field instanceof HTMLInputElement && searchable(field.value, format).kind !== 'text';
    });
    setWithSecret(found);
    return found === undefined;
  }

  const errorOf = (name: (typeof PASTED)[number]) =>
    withSecret === name
      ? say`This looks like a secret, so it was not sent. To see the messages of a key, choose the key.`
      : undefined;
  return (
    <search aria-label="Filter">
      <form {...form} className="grid grid-cols-2 gap-3 md:grid-cols-4">
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
        <Field label={say`Key`} className="max-md:col-span-2">
          <KeyPicker name="key" picked={pickedKey} format={format} />
        </Field>
        {hasRecipient && (
          <Field label="Recipient" className="max-md:col-span-2" error={errorOf('recipient')}>
            <Input
              type="search"
              name="recipient"
              placeholder="Whole phone number"
              autoComplete="off"
              maxLength={SEARCH_MAX}
              defaultValue={values.recipient}
            />
          </Field>
        )}
        <Field label="Request ID" className="max-md:col-span-2" error={errorOf('request')}>
          <Input
            type="search"
            name="request"
            placeholder="req_…"
            autoComplete="off"
            maxLength={SEARCH_MAX}
            defaultValue={values.request}
          />
        </Field>
        <DayRangeFields values={values} />
      </form>
    </search>
  );
}
