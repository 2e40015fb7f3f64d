import type { Metadata } from 'next';
import Link from 'next/link';
import { MessagePage } from '@/components/message-page';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage title="Page not found" text="Check the address. The page may have been deleted.">
      <Link prefetch={false} href="/" className={buttonClass({ variant: 'primary' })}>
        Go to the portal
      </Link>
    </MessagePage>
  );
}
