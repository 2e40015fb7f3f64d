'use client';

import { lateForm } from '@/components/forms/late-form';

export const AllowlistForm = lateForm(
  () =>
    import('@/app/(portal)/settings/security/_components/workspace-allowlist-form').then(
      ({ WorkspaceAllowlistForm }) => WorkspaceAllowlistForm,
    ),
  'workspace allowlist',
);
export const ContactForm = lateForm(
  () =>
    import('@/app/(portal)/settings/security/_components/contact-form').then(
      ({ ContactForm }) => ContactForm,
    ),
  'contact',
);
export const PolicyForm = lateForm(() =>
  import('@/app/(portal)/settings/security/_components/policy-form').then(({ PolicyForm }) => PolicyForm),
);
export const LeakResponseForm = lateForm(() =>
  import('@/app/(portal)/settings/security/_components/leak-response-form').then(
    ({ LeakResponseForm }) => LeakResponseForm,
  ),
);
