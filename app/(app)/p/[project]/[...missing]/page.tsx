import { notFound } from 'next/navigation';

/** An unknown address inside a project keeps the shell around its message. */
export default function Missing() {
  notFound();
}
