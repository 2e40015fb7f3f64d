import type { ImpersonationView, SupportRequest } from '@/lib/domain/impersonation/view';

interface RequestWords {
  /** Without an answer. */
  asked: string;
  /** What was approved or refused. */
  subject: string;
}

function describeRequest(
  request: SupportRequest | null,
  { asked, subject }: RequestWords,
): string | undefined {
  if (!request) return undefined;
  if (!request.answer) return `${asked}, no answer`;
  const by = request.answer.by ? ` by ${request.answer.by}` : '';
  return `${subject} ${request.answer.granted ? 'approved' : 'refused'}${by}`;
}

/** The latest requests of a support session with their answers, such as “More time refused by Ada”. */
export function describeRequests({
  actRequest,
  extensionRequest,
}: Pick<ImpersonationView, 'actRequest' | 'extensionRequest'>): string[] {
  const described = [
    describeRequest(actRequest, { asked: 'Asked to make changes', subject: 'Changes' }),
    describeRequest(extensionRequest, { asked: 'Asked for more time', subject: 'More time' }),
  ];
  return described.filter((text) => text !== undefined);
}
