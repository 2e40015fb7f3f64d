import { z } from 'zod';
import { identityProof } from '@/lib/domain/second-factor/identity-schema';
import { workspaceName } from '@/lib/domain/workspaces/schema';

/** The name of the workspace, as typed to confirm, and who closes it. */
export const closeWorkspaceSchema = z.strictObject({ workspaceName, ...identityProof });
