import type { CredentialSource } from '@/lib/profiles/profile';

/** What can contain an API key, except headers. These are not input of an operation. */
export interface CredentialNames {
  parameters: readonly string[];
  /** Of the body. */
  fields: readonly string[];
}

/** The names in the sources that a profile declares. */
export function toCredentialNames(credentials: readonly CredentialSource[]): CredentialNames {
  return {
    parameters: credentials.flatMap((source) => ('query' in source ? source.query : [])),
    fields: credentials.flatMap((source) => ('field' in source ? source.field : [])),
  };
}
