import { verificationSchema } from '@/lib/domain/verifications/schema';
import {
  exampleVerification,
  toVerificationResource,
  verificationResource,
} from '@/lib/profiles/keydesk/verification';
import { route } from '@/lib/profiles/route';

/** One verification and its status. */
export const verificationsRead = route({
  operation: 'verifications.read',
  method: 'GET',
  path: '/verifications/{id}',
  scope: 'verifications.write',
  docs: {
    group: 'Verifications',
    summary: 'Read the status of a verification',
    description: 'It is kept for 30 days after its code expires.',
    example: { params: { id: exampleVerification.id }, response: exampleVerification },
  },
  params: verificationSchema,
  status: 200,
  response: verificationResource,
  write: toVerificationResource,
});
