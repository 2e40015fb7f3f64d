import type { Slug } from '@/lib/profiles/reference/address';
import type { Sample } from '@/lib/profiles/snippets/languages';

/** A field of a request or a response. */
export interface Field {
  /** With the names of the fields around it: `price.amount`, `data[].id`. */
  name: string;
  type: string;
  required: boolean;
  description: string;
}

/** A request that the page can send with a key of the reader. */
export interface TryIt {
  method: string;
  /** From the root of the origin; `{id}` is a placeholder for one segment. */
  path: string;
  params: readonly Parameter[];
  query: readonly Parameter[];
  body: { contentType: string; text: string } | null;
  /** Where the key goes: into a header, after `prefix`, or into a query parameter. */
  credential: { header: string; prefix: string } | { query: string };
  /** What keys begin with; empty where a key does not show its environment. */
  keyPrefixes: { live: string; sandbox: string };
}

export interface Parameter {
  name: string;
  example: string;
}

/** A part of a section. Texts can contain `code` and [links](/docs). */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: 'code'; title: string; language: string; text: string }
  | { kind: 'samples'; title: string; samples: readonly Sample[] }
  | { kind: 'endpoint'; method: string; path: string }
  | { kind: 'fields'; of: 'request' | 'response'; title: string; fields: readonly Field[] }
  | { kind: 'tryIt'; request: TryIt };

/** A titled part of a page. */
export interface Section {
  /** The anchor, unique on its page. */
  id: string;
  title: string;
  blocks: readonly Block[];
  sections?: readonly Section[];
}

/** One page of the API reference. Its HTML and its Markdown are made from this. */
export interface ReferencePage {
  /** The last part of its address below `/docs`; empty for `/docs` itself. */
  slug: Slug;
  title: string;
  /** One sentence. */
  summary: string;
  sections: readonly Section[];
}
