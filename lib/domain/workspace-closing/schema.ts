import { z } from 'zod';
import { identityProof } from '@/lib/domain/second-factor/identity-schema';
import { id } from '@/lib/domain/text/id';
import { workspaceName } from '@/lib/domain/workspaces/schema';

/** The workspace that the page shows, because another tab may have switched to another one. */
const workspaceId = id('ws', 'workspace');
export const closingImpactSchema = z.strictObject({ workspaceId });

/** The workspace that the page shows, its name, as typed to confirm, and who closes it. */
export const closeWorkspaceSchema = z.strictObject({ workspaceId, workspaceName, ...identityProof });
