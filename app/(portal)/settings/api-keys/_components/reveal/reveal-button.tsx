'use client';

import { Pencil } from 'lucide-react';
import { useRevealAgain } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-provider';
import { Button } from '@/components/ui/button';
import { say } from '@/lib/say';

interface RevealButtonProps {
  keyId: string;
  /** Tells the key apart from the others in the list. */
  name: string;
  /** Why the member can't see the key again. */
  disabledReason: string | undefined;
}

/** Shows the secrets and settings of a key of the list. */
export function RevealButton({ keyId, name, disabledReason }: RevealButtonProps) {
  const reveal = useRevealAgain();
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-haspopup="dialog"
      aria-label={`${say`Show key`} ${name}`}
      data-testid="show-key"
      disabledReason={disabledReason}
      onClick={(event) => reveal({ id: keyId }, event.currentTarget)}
    >
      <Pencil aria-hidden className="text-accent-text" />
    </Button>
  );
}
