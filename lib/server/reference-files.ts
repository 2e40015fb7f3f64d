import type { IncomingMessage, ServerResponse } from 'node:http';
import { markdownPath } from '@/lib/profiles/reference/address';
import { currentReference } from '@/lib/profiles/reference/current';
import { toLlmsTxt } from '@/lib/profiles/reference/llms-txt';
import { toMarkdown } from '@/lib/profiles/reference/markdown';

const LLMS_TXT_PATH = '/llms.txt';

interface TextFile {
  contentType: string;
  text: string;
}

/** The file of the API reference at a path: a page as Markdown, or the index of them. */
function find(path: string): TextFile | undefined {
  if (path !== LLMS_TXT_PATH && !path.endsWith('.md')) return undefined;
  const { profile, origin, pages } = currentReference();
  if (path === LLMS_TXT_PATH) {
    return { contentType: 'text/plain; charset=utf-8', text: toLlmsTxt(profile, origin, pages) };
  }
  const page = pages.find(({ slug }) => markdownPath(slug) === path);
  return page && { contentType: 'text/markdown; charset=utf-8', text: toMarkdown(page, origin) };
}

/** Answers a request for a text file of the API reference. False if there is none at `path`. */
export function answerReferenceFile(req: IncomingMessage, res: ServerResponse, path: string): boolean {
  const file = find(path);
  if (!file) return false;
  if (req.method === 'GET' || req.method === 'HEAD') {
    res.writeHead(200, { 'content-type': file.contentType, 'cache-control': 'public, max-age=3600' });
    res.end(file.text);
  } else {
    res.writeHead(405, { allow: 'GET, HEAD' }).end();
  }
  return true;
}
