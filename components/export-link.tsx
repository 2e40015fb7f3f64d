import { Download } from 'lucide-react';
import { Button, buttonClass } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface ExportLinkProps {
  /** Of the file. */
  href: string;
  format: 'CSV' | 'JSON';
  control: Control;
}

/** Saves what the page's filter finds as a file. */
export function ExportLink({ href, format, control }: ExportLinkProps) {
  if (!control.shown) return null;
  const content = (
    <>
      <Download aria-hidden />
      <span>{`Export ${format}`}</span>
    </>
  );
  return control.disabledReason ? (
    <Button size="small" disabledReason={control.disabledReason}>
      {content}
    </Button>
  ) : (
    <a href={href} download className={buttonClass({ size: 'small' })}>
      {content}
    </a>
  );
}
