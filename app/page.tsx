import { redirect } from 'next/navigation';

/** The portal begins at the keys; those who are not signed in are sent on from there. */
export default function Home(): never {
  redirect('/settings/api-keys');
}
