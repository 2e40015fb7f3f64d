'use client';

import { Component, type ReactNode } from 'react';
import { Button } from '@/components/ui/button';

interface PlainSecretsProps {
  secrets(): readonly string[];
  onClose(): void;
}

/** The secrets as plain text, if the dialog failed. */
function PlainSecrets({ secrets, onClose }: PlainSecretsProps) {
  return (
    <div
      role="dialog"
      aria-label="Save your secrets"
      className="fixed inset-0 z-50 flex flex-col items-center justify-center gap-4 bg-canvas p-6"
    >
      <p className="max-w-xl">
        Something in this page failed, but your secrets are here. This is the only time you can see them: copy
        them now.
      </p>
      <textarea
        readOnly
        aria-label="Your secrets"
        translate="no"
        autoComplete="off"
        rows={6}
        value={secrets().join('\n')}
        className="w-full max-w-xl rounded-md border bg-surface px-3 py-2 font-mono text-sm"
      />
      <Button onClick={onClose}>I’ve saved them</Button>
    </div>
  );
}

/** Replaces a dialog that failed with the plain secrets. Not Next's `catchError`, which brings its own error page. */
export class RevealBoundary extends Component<PlainSecretsProps & { children: ReactNode }> {
  override state = { isFailed: false };

  static getDerivedStateFromError() {
    return { isFailed: true };
  }

  override render() {
    const { secrets, onClose, children } = this.props;
    return this.state.isFailed ? <PlainSecrets secrets={secrets} onClose={onClose} /> : children;
  }
}
