import type { Profile } from '@/lib/profiles/types';

/** The value of WWW-Authenticate (RFC 6750, section 3): without an error when no key was given. */
export function challenge({ name }: Profile, error?: string): string {
  return `Bearer realm="${name}"${error ? `, ${error}` : ''}`;
}
