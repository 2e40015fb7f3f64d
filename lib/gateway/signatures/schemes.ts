import { messageSignatures } from '@/lib/gateway/signatures/message-signatures';
import type { SignatureScheme } from '@/lib/gateway/signatures/scheme';
import { timestampedLine } from '@/lib/gateway/signatures/timestamped-line';
import type { SignatureSchemeName } from '@/lib/profiles/types';

/** What checks each way of signing that a profile may choose. */
export const SCHEMES: Record<SignatureSchemeName, SignatureScheme> = {
  'message-signatures': messageSignatures,
  'timestamped-line': timestampedLine,
};
