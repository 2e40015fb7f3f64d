import { db } from '@/lib/db/client';
import { hashSecret } from '@/lib/domain/key-secrets/secret';
import { toDecimal } from '@/lib/domain/wallet/money-text';

/** GET /account as a Next route handler that looks up each call's key with Prisma. */
export async function GET(request: Request): Promise<Response> {
  const secret = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
  const found = await db().apiKeySecret.findUnique({
    where: { hash: hashSecret(secret), retiredAt: null, apiKey: { revokedAt: null } },
    select: {
      apiKey: {
        select: {
          id: true,
          label: true,
          environment: true,
          scopes: true,
          workspace: { select: { id: true, name: true, sandboxBalance: true, currency: true } },
        },
      },
    },
  });
  if (!found) return Response.json({ code: 'INVALID_API_KEY' }, { status: 401 });
  const { id, label, environment, scopes, workspace } = found.apiKey;
  return Response.json({
    workspace: { id: workspace.id, name: workspace.name },
    environment,
    key: { id, label, scopes },
    balance: { amount: toDecimal(workspace.sandboxBalance, 4), currency: workspace.currency },
  });
}
