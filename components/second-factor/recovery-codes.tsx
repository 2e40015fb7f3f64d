'use client';

import { Check, Copy, Download } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useCopy } from '@/components/use-copy';

const FILE = 'keydesk-recovery-codes.txt';

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  Object.assign(document.createElement('a'), { href: url, download: FILE }).click();
  URL.revokeObjectURL(url);
}

/** Recovery codes, to copy or download. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const text = `${codes.join('\n')}\n`;
  const copy = useCopy(text);
  return (
    <div className="space-y-4">
      <p>
        Each code signs you in once if you don’t have your authenticator app. This is the only time you can
        see them. Store them in your password manager.
      </p>
      <ul
        aria-label="Recovery codes"
        translate="no"
        className="grid select-all grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] gap-x-2 gap-y-1 whitespace-nowrap rounded-lg border bg-canvas px-4 py-3 font-mono text-[0.8125rem]"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={copy.run}>
          {copy.state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span>{copy.state === 'copied' ? 'Copied' : 'Copy codes'}</span>
        </Button>
        <Button onClick={() => download(text)}>
          <Download aria-hidden />
          Download
        </Button>
      </div>
      {copy.state === 'failed' && (
        <Alert tone="danger" role="alert">
          Your browser didn’t allow copying. Download the codes instead.
        </Alert>
      )}
    </div>
  );
}
