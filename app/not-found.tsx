import type { Metadata } from 'next';
import { MessagePage } from '@/components/message-page';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage title="Page not found" text="Check the address. The page may have been deleted.">
      <a href="/" className={buttonClass({ variant: 'primary' })}>
        Go to the portal
      </a>
    </MessagePage>
  );
}
