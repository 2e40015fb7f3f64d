import { memberRoute } from '@/lib/actions/member-route';
import { readActivity } from '@/lib/domain/usage/activity';

/** The current state and last use of the keys named by `id` parameters. The key pages poll it. */
export const GET = memberRoute('usage/activity', (actor, query) =>
  readActivity(actor, { keyIds: query.getAll('id') }),
);
