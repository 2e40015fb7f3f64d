'use client';

import { FaultPage } from '@/components/error-page';

export default FaultPage;
