import { z } from 'zod';
import { BATCH_STATUSES } from '@/lib/domain/batches/schema';
import { campaignResource, exampleCampaign, toCampaignResource } from '@/lib/profiles/hellio/campaign';
import { listOf, pageQuery, readPage, toMeta } from '@/lib/profiles/hellio/page';
import { fromReference } from '@/lib/profiles/hellio/reference';
import { route } from '@/lib/profiles/route';

const GROUP = 'Reports';

/** Campaigns, newest first. */
export const campaignsList = route({
  operation: 'batches.list',
  method: 'GET',
  path: '/campaigns',
  scope: 'reports',
  docs: {
    group: GROUP,
    summary: 'List campaigns, newest first',
    description: 'Each SMS that you send to one or more recipients is a campaign.',
    example: {
      query: { per_page: '50' },
      response: { data: [exampleCampaign], meta: { next_cursor: null } },
    },
  },
  query: z.strictObject({
    status: z.enum(BATCH_STATUSES).optional().describe('Only campaigns with this status.'),
    ...pageQuery,
  }),
  read: ({ query: { status, ...page } }) => ({ ...readPage(page), status }),
  fields: { limit: 'per_page' },
  status: 200,
  response: listOf(campaignResource),
  write: (page) => ({ data: page.batches.map(toCampaignResource), meta: toMeta(page) }),
});

/** One campaign. */
export const campaignsGet = route({
  operation: 'batches.get',
  method: 'GET',
  path: '/campaigns/{reference}',
  scope: 'reports',
  docs: {
    group: GROUP,
    summary: 'Read a campaign and the number of its messages by status',
    description: 'To list its messages, use the query parameter `campaign` of the list of messages.',
    example: { params: { reference: exampleCampaign.reference }, response: { data: exampleCampaign } },
  },
  params: z.strictObject({
    reference: z.string().describe('The reference or the number of the campaign.'),
  }),
  read: ({ params }) => ({ id: fromReference('batch', params.reference) }),
  fields: { id: 'reference' },
  status: 200,
  response: z.strictObject({ data: campaignResource }),
  write: (batch) => ({ data: toCampaignResource(batch) }),
});
