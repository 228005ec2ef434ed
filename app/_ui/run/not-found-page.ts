import { notFound } from 'next/navigation';
import { DomainError } from '#lib/errors.ts';

/** Shows the "not found" page for what a verb did not find; any other error stays what it is. */
export async function notFoundPage<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'NOT_FOUND' || error.code === 'INVALID_INPUT')) notFound();
    throw error;
  }
}
