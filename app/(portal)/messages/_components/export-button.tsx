import { Download } from 'lucide-react';
import { exportHref, type MessageParams } from '@/app/(portal)/messages/search-params';
import { Button, buttonClass } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

/** Saves the messages that the page's filter finds. */
export function ExportButton({ params, control }: { params: MessageParams; control: Control }) {
  if (!control.shown) return null;
  const content = (
    <>
      <Download aria-hidden />
      <span>Export CSV</span>
    </>
  );
  return control.disabledReason ? (
    <Button size="small" disabledReason={control.disabledReason}>
      {content}
    </Button>
  ) : (
    <a href={exportHref(params)} download className={buttonClass({ size: 'small' })}>
      {content}
    </a>
  );
}
