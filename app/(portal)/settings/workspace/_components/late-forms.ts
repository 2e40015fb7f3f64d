'use client';

import { lateForm } from '@/components/forms/late-form';

export const NameForm = lateForm(
  () => import('@/app/(portal)/settings/workspace/_components/name-form').then(({ NameForm }) => NameForm),
  'workspace-name',
);
