import type { Metadata } from 'next';
import Link from 'next/link';
import { MessagePage } from '@/components/message-page';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage title="There is no such page" text="The address may be mistyped, or what it showed is gone.">
      <Link prefetch={false} href="/" className={buttonClass({ variant: 'primary' })}>
        Go to the portal
      </Link>
    </MessagePage>
  );
}
