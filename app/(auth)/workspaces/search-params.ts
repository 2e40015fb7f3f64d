import { createLoader, createSerializer, parseAsString } from 'nuqs/server';

/** The URL parameters of the page with a person's workspaces. */
const workspaceParams = { search: parseAsString, cursor: parseAsString };

const urlKeys = { search: 'q' } as const;

export const loadWorkspaceParams = createLoader(workspaceParams, { urlKeys });

const serialize = createSerializer(workspaceParams, { urlKeys });

/** The URL of the page. Parameters that are left out have their defaults. */
export function workspacesHref(params: { search?: string | null; cursor?: string | null }): string {
  return serialize('/workspaces', params);
}
