import { z } from 'zod';

export const readOverviewSchema = z.strictObject({});

export const dismissFirstStepsSchema = z.strictObject({});
