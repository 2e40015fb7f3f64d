'use client';

import { lateForm } from '@/components/forms/late-form';

export const CheckForm = lateForm(() =>
  import('@/app/(portal)/settings/api-keys/[keyId]/signing/_components/check-form').then(
    ({ CheckForm }) => CheckForm,
  ),
);
