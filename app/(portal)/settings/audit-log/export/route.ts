import { loadAuditParams, toFilter } from '@/app/(portal)/settings/audit-log/search-params';
import { currentActor } from '@/lib/auth/actor';
import { isOwnOrigin } from '@/lib/auth/origin';
import { refuseOrigin, run } from '@/lib/auth/run';
import { now } from '@/lib/clock';
import { exportAuditEvents } from '@/lib/domain/audit/export';
import { refuse } from '@/lib/errors';
import { statusOf } from '@/lib/refusal-status';

const NO_STORE = { 'cache-control': 'no-store' };

/** The pieces as they are asked for; when nobody asks any more, no more are made. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream {
  const stream = new ReadableStream<string>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return stream.pipeThrough(new TextEncoderStream());
}

/** What the audit log holds of what the address asks for, as a file; sent as it is read. */
export async function GET(request: Request): Promise<Response> {
  const answer = await run(async () => {
    // It is audited, and no other site's page may cause that.
    if (!isOwnOrigin(request.headers)) return refuseOrigin();
    const actor = await currentActor('audit/export');
    if (!actor) return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
    const format = new URL(request.url).searchParams.get('format');
    return exportAuditEvents(actor, { ...toFilter(loadAuditParams(request)), format });
  });
  if (!answer.ok) {
    const status = statusOf(answer.refusal.code);
    return Response.json(answer.refusal, { headers: NO_STORE, status });
  }
  const { contentType, extension, chunks } = answer.value;
  const name = `audit-log-${now().toISOString().slice(0, 10)}.${extension}`;
  return new Response(streamOf(chunks), {
    headers: {
      ...NO_STORE,
      'content-type': contentType,
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}
