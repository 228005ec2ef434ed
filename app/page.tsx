import { redirect } from 'next/navigation';

/** The outer server redirects too; this is the second door. */
export default function Root() {
  redirect('/p/default');
}
