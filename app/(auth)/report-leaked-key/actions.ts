'use server';

import { publicAction } from '@/lib/actions/public-action';
import { reportLeakByForm } from '@/lib/domain/leaks/report-by-form';
import { currentProfile } from '@/lib/profiles/current';

export const reportLeakAction = publicAction((actor, input) =>
  reportLeakByForm(actor, input, currentProfile().keys),
);
