import { TextLink } from '@/app/(auth)/_components/text-link';
import { workspacesHref } from '@/app/(auth)/workspaces/search-params';

/** No workspace has the name that was searched for. */
export function NoWorkspaces() {
  return (
    <p className="text-ink-muted">
      No workspace of yours matches. <TextLink href={workspacesHref({})}>Show all</TextLink>
    </p>
  );
}
