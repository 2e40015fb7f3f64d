import { ReferenceView, referenceMetadata } from '@/app/(docs)/docs/_components/reference-view';

interface PageProps {
  params: Promise<{ page: string }>;
}

export async function generateMetadata({ params }: PageProps) {
  return referenceMetadata((await params).page);
}

/** A further page of the API reference. */
export default async function ReferencePage({ params }: PageProps) {
  return <ReferenceView slug={(await params).page} />;
}
