'use client';

import { Cell } from '#app/_ui/dataset/cell.tsx';
import type { UploadAnswer } from '#lib/datasets/schema.ts';
import { Chip } from '#lib/ui/chip.tsx';
import { text } from '#lib/ui/text/text.ts';

const choices = ['BOOLEAN', 'BIGINT', 'DOUBLE', 'VARCHAR', 'DATE', 'TIMESTAMP'];

/** The types found in a file and its first rows; the types of text files can be changed in the header. */
export function FilePreview({
  upload,
  onType,
}: {
  upload: UploadAnswer;
  onType: (column: string, type: string) => void;
}) {
  const { sniff } = upload;
  const format = text.datasets.importer.formatNames[sniff.format];
  const fixed = sniff.format === 'parquet';
  return (
    <div className="stack">
      <div className="row wrap">
        <b className="clip">{upload.name}</b>
        <Chip>
          {sniff.rowCount === null
            ? text.datasets.importer.found(format, sniff.columns.length)
            : text.datasets.importer.foundRows(format, sniff.columns.length, sniff.rowCount)}
        </Chip>
      </div>
      {sniff.warnings.map((warning) => (
        <div key={warning} className="dataset-warning small">
          {warning}
        </div>
      ))}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-wrap dataset-preview" tabIndex={0} aria-label={text.datasets.importer.firstRows}>
        <table className="table" aria-label={text.datasets.importer.firstRows}>
          <thead>
            <tr>
              {sniff.columns.map((column) => (
                <th key={column.name} scope="col">
                  <div className="clip dataset-column-name" title={column.name}>
                    {column.name}
                  </div>
                  {fixed ? (
                    <div className="dim small mono">{column.type}</div>
                  ) : (
                    <select
                      className="dataset-type mono"
                      aria-label={text.datasets.importer.typeOf(column.name)}
                      value={column.type}
                      onChange={(event) => onType(column.name, event.target.value)}
                    >
                      {[...new Set([column.type, ...choices])].map((type) => (
                        <option key={type}>{type}</option>
                      ))}
                    </select>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sniff.preview.slice(0, 10).map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file in their own order
              <tr key={at}>
                {sniff.columns.map((column, index) => (
                  <td key={column.name}>
                    <Cell value={row[index]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
