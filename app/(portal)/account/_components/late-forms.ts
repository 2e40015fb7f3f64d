'use client';

import { lateForm } from '@/components/forms/late-form';

export const NameForm = lateForm(
  () => import('@/app/(portal)/account/_components/name-form').then(({ NameForm }) => NameForm),
  'own-name',
);
