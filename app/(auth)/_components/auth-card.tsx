import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';

interface AuthCardProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** A link to a related page. */
  footer?: ReactNode;
}

/** A card with a title and a form, and a link below it. */
export function AuthCard({ title, lead, children, footer }: AuthCardProps) {
  return (
    <>
      <Card className="w-full space-y-5 p-6 sm:p-8">
        <div className="space-y-1.5">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {lead && <p className="text-ink-muted">{lead}</p>}
        </div>
        {children}
      </Card>
      {footer && <div className="text-center text-ink-muted">{footer}</div>}
    </>
  );
}
