'use client';

import { lateForm } from '@/components/forms/late-form';

export const PasswordStep = lateForm(() =>
  import('@/app/(auth)/welcome/password-step').then(({ PasswordStep }) => PasswordStep),
);
