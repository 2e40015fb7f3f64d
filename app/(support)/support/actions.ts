'use server';

import { staffAction } from '@/lib/actions/staff-action';
import { startSearch } from '@/lib/domain/support/start-search';
import { currentProfile } from '@/lib/profiles/current';

/** Takes what an agent searches for, and returns what may get into the URL of the results. */
export const startSearchAction = staffAction((actor, input) =>
  startSearch(actor, input, currentProfile().keys),
);
