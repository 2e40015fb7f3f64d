'use server';

import { memberAction } from '@/lib/actions/member-action';
import { checkPastedSignature } from '@/lib/domain/signature-checks/check';
import type { CheckedScheme } from '@/lib/domain/signature-checks/remark';
import { currentProfile } from '@/lib/profiles/current';

const NO_SCHEME: CheckedScheme = { inspect: () => [], signsPlainBody: false };

export const checkSignatureAction = memberAction('signature-checks/check', (actor, input) => {
  const { keys, signature } = currentProfile();
  return checkPastedSignature(actor, input, keys, signature ?? NO_SCHEME);
});
