import { Download } from 'lucide-react';
import { Button, buttonClass } from '@/components/ui/button';
import type { Control } from '@/lib/domain/permissions';

interface ExportLinkProps {
  /** Of the file. */
  href: string;
  format: 'CSV' | 'JSON';
  /** What is exported, if the page exports several things: “calls”. */
  what?: string;
  control: Control;
}

/** Saves what the page's filter finds as a file. */
export function ExportLink({ href, format, what, control }: ExportLinkProps) {
  if (!control.shown) return null;
  const content = (
    <>
      <Download aria-hidden />
      <span>{what ? `Export ${what} as ${format}` : `Export ${format}`}</span>
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
