import { ReferenceView, referenceMetadata } from '@/app/(docs)/docs/_components/reference-view';

const SLUG = '';

export const generateMetadata = () => referenceMetadata(SLUG);

/** Where the API reference begins. */
export default function DocsPage() {
  return <ReferenceView slug={SLUG} />;
}
