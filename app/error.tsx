'use client';

import { ErrorPage } from '@/components/error-page';

export default ErrorPage;
