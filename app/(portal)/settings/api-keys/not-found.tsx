import Link from 'next/link';
import { buttonClass } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { say } from '@/lib/say';

/** Also for a key of another workspace, so that the page does not reveal that it exists. */
export default function KeyNotFound() {
  return (
    <Card className="space-y-4 px-6 py-12 text-center">
      <div className="space-y-1">
        <h1 className="font-semibold text-lg">{say`API key not found`}</h1>
        <p className="text-ink-muted">{say`Check the address, or sign in to the workspace that the key belongs to.`}</p>
      </div>
      <Link prefetch={false} href="/settings/api-keys" className={buttonClass()}>
        {say`All API keys`}
      </Link>
    </Card>
  );
}
