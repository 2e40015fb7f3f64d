import type { Step } from '@/app/(portal)/(overview)/_components/first-steps-section';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { FirstSteps } from '@/lib/domain/overview/read';
import { controlOf } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

/**
 * The first steps that the viewer's role may do; null if all are done.
 * @param webhooksHref the page with the webhook endpoints
 */
export function openSteps(actor: WorkspaceActor, steps: FirstSteps, webhooksHref: string): Step[] | null {
  const mayCreate = controlOf(actor, 'api-keys/create', 'sandbox').shown;
  const all: (Step & { may: boolean })[] = [
    { name: say`Create an API key`, href: '/settings/api-keys', done: steps.createKey, may: mayCreate },
    { name: 'Make the first call', href: '/docs', done: steps.firstCall, may: mayCreate },
    { name: 'Confirm your email address', href: '/account', done: steps.confirmEmail, may: true },
    { name: 'Turn on your second factor', href: '/settings/security', done: steps.secondFactor, may: true },
    {
      name: 'Add a webhook',
      href: webhooksHref,
      done: steps.webhook,
      may: controlOf(actor, 'webhook-endpoints/create', 'sandbox').shown,
    },
    {
      name: 'Invite somebody',
      href: '/settings/members',
      done: steps.invite,
      may: controlOf(actor, 'invitations/create').shown,
    },
  ];
  const allowed = all.filter(({ may }) => may);
  return allowed.every(({ done }) => done) ? null : allowed;
}
