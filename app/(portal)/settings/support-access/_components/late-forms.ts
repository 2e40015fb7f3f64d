'use client';

import { lateForm } from '@/components/forms/late-form';

export const PolicyForm = lateForm(() =>
  import('@/app/(portal)/settings/support-access/_components/policy-form').then(
    ({ PolicyForm }) => PolicyForm,
  ),
);
