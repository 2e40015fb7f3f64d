import { toast } from 'sonner';
import { unreachable } from '@/components/unreachable';

/** A part of the page that is fetched when it is asked for. Where that fails it says so; asking again fetches again. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T | undefined> {
  try {
    return await load();
  } catch {
    toast.error(unreachable().refusal.message);
    return undefined;
  }
}
