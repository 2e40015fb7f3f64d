import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import { EXTENSION_MINUTES } from '@/lib/domain/impersonation/duration';

/** What support asks for, to be read after the name of the agent. */
export const REQUEST_TEXT: Record<RequestKind, string> = {
  act: 'asks to make changes',
  extension: `asks for ${EXTENSION_MINUTES} more minutes`,
};
