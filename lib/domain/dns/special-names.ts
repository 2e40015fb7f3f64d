/** Endings that only the name servers of a company or a home know (RFC 6762, RFC 8375, and `internal` of ICANN). */
const PRIVATE =
  /(?:^|\.)(?:corp|home|home\.arpa|internal|intranet|lan|local|localdomain|localhost|mail|private)$/;

/** Endings that no DNS has (RFC 6761, RFC 7686, RFC 9476). */
const RESERVED = /(?:^|\.)(?:alt|arpa|example|invalid|onion|test)$/;

/** Whether a host name, in lower case, can only lead to an address that is not public: it has no dot, or a private ending. */
export function isPrivateName(name: string): boolean {
  return !name.includes('.') || PRIVATE.test(name);
}

/** Whether public DNS cannot know a name, in lower case. */
export function isSpecialName(name: string): boolean {
  return PRIVATE.test(name) || RESERVED.test(name);
}
