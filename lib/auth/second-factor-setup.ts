import 'server-only';
import type { Actor } from '@/lib/domain/actor';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import type { AppSetup } from '@/lib/domain/second-factor/schema';
import { ok, type Result } from '@/lib/errors';
import { qrCodeImage } from '@/lib/qr-code';

/** The verb for a page, which shows the secret as a picture. */
export async function beginWithQrCode(actor: Actor, input: unknown): Promise<Result<AppSetup>> {
  const begun = await beginSecondFactor(actor, input);
  if (!begun.ok) return begun;
  const { secret, uri } = begun.value;
  return ok({ secret, qrCode: qrCodeImage(uri) });
}
