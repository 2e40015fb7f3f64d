/** The state of the agent's latest request to make changes. */
export type ActRequestState = 'none' | 'open' | 'granted' | 'refused';

/** The columns that tell it. */
export const actRequestColumns = { actAskedAt: true, actGranted: true } as const;

export function actRequestState({
  actAskedAt,
  actGranted,
}: {
  actAskedAt: Date | null;
  actGranted: boolean | null;
}): ActRequestState {
  if (!actAskedAt) return 'none';
  if (actGranted === null) return 'open';
  return actGranted ? 'granted' : 'refused';
}
