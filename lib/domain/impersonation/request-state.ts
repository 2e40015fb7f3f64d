/** The state of the agent's latest request of one kind. */
export type RequestState = 'none' | 'open' | 'granted' | 'refused';

interface RequestRow {
  actAskedAt: Date | null;
  actGranted: boolean | null;
  extensionAskedAt: Date | null;
  extensionGranted: boolean | null;
}

/** The columns that tell the states of the requests to make changes and to extend the session. */
export const requestColumns = {
  actAskedAt: true,
  actGranted: true,
  extensionAskedAt: true,
  extensionGranted: true,
} as const;

function requestState(askedAt: Date | null, granted: boolean | null): RequestState {
  if (!askedAt) return 'none';
  if (granted === null) return 'open';
  return granted ? 'granted' : 'refused';
}

/** The state of the latest request to make changes. */
export function actRequestState({
  actAskedAt,
  actGranted,
}: Pick<RequestRow, 'actAskedAt' | 'actGranted'>): RequestState {
  return requestState(actAskedAt, actGranted);
}

/** The state of the latest request to extend the session. */
export function extensionRequestState({
  extensionAskedAt,
  extensionGranted,
}: Pick<RequestRow, 'extensionAskedAt' | 'extensionGranted'>): RequestState {
  return requestState(extensionAskedAt, extensionGranted);
}
