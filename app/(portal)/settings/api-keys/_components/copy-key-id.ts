import { toast } from '@/components/ui/toast';
import { say } from '@/lib/say';

/** Copies the public id of a key. */
export async function copyKeyId(keyId: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(keyId);
    toast.success(say`Key ID copied`);
  } catch {
    toast.error(say`Your browser didn’t allow copying. The key ID is ${keyId}`);
  }
}
