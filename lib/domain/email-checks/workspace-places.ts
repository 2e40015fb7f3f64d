import { Places } from '@/lib/domain/dns/places';

/** How many questions of a workspace are asked at the same time, so that its slow domains do not delay others. */
const PLACES = 8;

const inUse = new Map<string, { places: Places; users: number }>();

/** Runs work with the places of a workspace, which all its requests share. */
export async function withPlacesOf<T>(workspaceId: string, work: (places: Places) => Promise<T>): Promise<T> {
  const own = inUse.get(workspaceId) ?? { places: new Places(PLACES), users: 0 };
  inUse.set(workspaceId, own);
  own.users += 1;
  try {
    return await work(own.places);
  } finally {
    own.users -= 1;
    if (own.users === 0) inUse.delete(workspaceId);
  }
}
