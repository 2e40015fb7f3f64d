'use server';

import { customerAction } from '@/lib/actions/member-action';
import { acceptInvitation } from '@/lib/domain/invitations/accept';

/** Joins the workspace that the signed-in member is invited to by an emailed link. */
export const acceptInvitationAction = customerAction('invitations/accept', acceptInvitation);
