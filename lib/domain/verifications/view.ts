import type { VerificationChannel } from '@/lib/db/generated/enums';
import { MAX_ATTEMPTS } from '@/lib/domain/verifications/code';
import type { Money } from '@/lib/domain/wallet/money';

export const VERIFICATION_STATUSES = ['pending', 'verified', 'failed', 'expired', 'replaced'] as const;

/** `failed`: all attempts were wrong. `replaced`: a newer code was sent to the recipient for the same purpose. */
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];

/** A verification as the customer who started it sees it. Nothing shows its code. */
export interface VerificationView {
  id: string;
  channel: VerificationChannel;
  /** A phone number in E.164, or an email address. */
  recipient: string;
  purpose: string;
  status: VerificationStatus;
  /** How many codes were checked. */
  attempts: number;
  /** The message with the code, if it went by SMS. */
  messageId: string | null;
  /** The voice call with the code, if it went by voice. */
  voiceCallId: string | null;
  /** What the message or call cost. */
  price: Money;
  createdAt: Date;
  expiresAt: Date;
  verifiedAt: Date | null;
}

interface Progress {
  attempts: number;
  expiresAt: Date;
  verifiedAt: Date | null;
  replacedAt: Date | null;
}

/** The status of a verification at a time. */
export function statusAt(
  time: Date,
  { attempts, expiresAt, verifiedAt, replacedAt }: Progress,
): VerificationStatus {
  if (verifiedAt) return 'verified';
  if (replacedAt) return 'replaced';
  if (attempts >= MAX_ATTEMPTS) return 'failed';
  return expiresAt <= time ? 'expired' : 'pending';
}
