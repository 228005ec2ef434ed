'use client';

import { Download } from 'lucide-react';
import { Menu } from '../menu.tsx';
import { text } from '../text/text.ts';
import { useErrorToast } from '../toast.tsx';
import { fileName, saveFile } from './save-file.ts';

export interface ChartExport {
  csv: () => string;
  svg: () => string | undefined;
  png: () => Promise<Blob | undefined>;
}

/** Saves a chart as PNG, SVG or CSV. */
export function ExportMenu({ title, source }: { title: string; source: ChartExport }) {
  const failed = useErrorToast();
  const name = fileName(title);
  const save = (extension: string, make: () => Promise<Blob | undefined>) => {
    make().then((blob) => {
      if (blob) saveFile(`${name}.${extension}`, blob);
    }, failed);
  };
  const svg = async () => {
    const drawing = source.svg();
    return drawing === undefined ? undefined : new Blob([drawing], { type: 'image/svg+xml' });
  };
  return (
    <Menu
      icon={Download}
      label={text.chart.export}
      items={[
        { id: 'png', label: text.chart.exportAs('PNG'), run: () => save('png', source.png) },
        { id: 'svg', label: text.chart.exportAs('SVG'), run: () => save('svg', svg) },
        {
          id: 'csv',
          label: text.chart.exportAs('CSV'),
          run: () => save('csv', async () => new Blob([source.csv()], { type: 'text/csv' })),
        },
      ]}
    />
  );
}
