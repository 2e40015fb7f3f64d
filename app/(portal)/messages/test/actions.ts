'use server';

import { memberAction } from '@/lib/actions/member-action';
import { priceTestMessage } from '@/lib/domain/test-messages/price';
import { sendTestMessage } from '@/lib/domain/test-messages/send';
import { refuse } from '@/lib/errors';
import { currentProfile } from '@/lib/profiles/current';
import { sendingScope } from '@/lib/profiles/sending-scope';

export const priceTestMessageAction = memberAction('test-messages/price', priceTestMessage);

export const sendTestMessageAction = memberAction('test-messages/send', async (actor, input) => {
  const scope = sendingScope(currentProfile());
  if (scope === undefined) return refuse('NOT_FOUND', 'Messages cannot be sent here.');
  return sendTestMessage(actor, input, { scope });
});
