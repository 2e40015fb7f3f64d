import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

interface DayRangeFieldsProps {
  /** The first and the last day; empty if the URL has none. */
  values: Record<'from' | 'to', string>;
}

/** The fields of a filter that limit a list to days. */
export function DayRangeFields({ values }: DayRangeFieldsProps) {
  return (
    <>
      <Field label="From day (UTC)" className="min-w-0">
        <Input type="date" name="from" className="min-w-0 max-sm:px-2" defaultValue={values.from} />
      </Field>
      <Field label="To day (UTC)" className="min-w-0">
        <Input type="date" name="to" className="min-w-0 max-sm:px-2" defaultValue={values.to} />
      </Field>
    </>
  );
}
