import './sign-in.css';
import type { Metadata } from 'next';
import { localPath } from '#lib/auth/local-path.ts';
import { text } from '#lib/ui/text/text.ts';
import { SignInForm } from './_parts/sign-in-form.tsx';

export function generateMetadata(): Metadata {
  return { title: text.signIn.title };
}

/** Shown by the front door to whoever is not signed in, with the way back in `next`. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams;
  return (
    <main className="sign-in">
      <h1>{text.app.name}</h1>
      <p className="dim">{text.signIn.lead}</p>
      <SignInForm next={localPath(typeof next === 'string' ? next : undefined)} />
    </main>
  );
}
