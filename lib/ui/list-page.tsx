import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import { SearchField } from './search-field.tsx';

/**
 * The body of a page that is one long list: a bar with search, switches and how many there are, and the table in what is
 * left of the height. Stands in `<Page fill>`.
 */
export function ListPage({
  above,
  search,
  controls,
  count,
  error,
  onRetry,
  children,
}: {
  /** What is known beside the list. */
  above?: ReactNode;
  search: { label: string; value: string; onChange: (value: string) => void };
  controls?: ReactNode;
  /** How many are shown, in words; undefined while that is not known. */
  count: string | undefined;
  error?: Error | null;
  onRetry: () => void;
  children: ReactNode;
}) {
  return (
    <div className="list-page">
      {above}
      <div className="list-bar">
        <SearchField {...search} />
        {controls}
        <span className="grow" />
        {count === undefined ? null : (
          <span className="dim small num" role="status">
            {count}
          </span>
        )}
      </div>
      <div className="list-body">
        {error ? (
          <div className="table-note">
            <ErrorState error={error} onRetry={onRetry} />
          </div>
        ) : null}
        {children}
      </div>
    </div>
  );
}
