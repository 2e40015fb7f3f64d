import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const manifestSchema = z.record(z.string(), z.string());

/** The routes of the production build, such as `/settings/api-keys/[keyId]`, and whether each is a page. */
export async function builtRoutes(): Promise<Array<{ route: string; isPage: boolean }>> {
  const manifest: unknown = JSON.parse(await readFile('.next/server/app-paths-manifest.json', 'utf8'));
  return Object.keys(manifestSchema.parse(manifest)).map((file) => ({
    route: file.replace(/\/\([^)]*\)/g, '').replace(/\/(?:page|route)$/, '') || '/',
    isPage: file.endsWith('/page'),
  }));
}
