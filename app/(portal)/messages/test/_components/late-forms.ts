'use client';

import { lateForm } from '@/components/forms/late-form';

export const TestMessageForm = lateForm(() =>
  import('@/app/(portal)/messages/test/_components/test-message-form').then(
    ({ TestMessageForm }) => TestMessageForm,
  ),
);
