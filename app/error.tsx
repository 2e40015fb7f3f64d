'use client';

import { FaultPage } from '@/components/fault-page';

export default FaultPage;
