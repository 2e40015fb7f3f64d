'use server';

import { memberAction } from '@/lib/actions/member-action';
import { checkPastedSignature } from '@/lib/domain/signature-checks/check';
import { currentProfile } from '@/lib/profiles/current';

export const checkSignatureAction = memberAction('signature-checks/check', (actor, input) => {
  const { keys, signature } = currentProfile();
  return checkPastedSignature(actor, input, keys, signature?.inspect ?? (() => []));
});
