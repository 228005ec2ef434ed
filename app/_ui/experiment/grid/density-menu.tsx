'use client';

import { Rows3 } from 'lucide-react';
import { Menu } from '#lib/ui/menu.tsx';
import { text } from '#lib/ui/text/text.ts';
import { densities, useDensity } from './use-density.ts';

/** Chooses how high the rows of the table are. */
export function DensityMenu() {
  const [density, change] = useDensity();
  return (
    <Menu
      icon={Rows3}
      label={text.grid.density}
      items={densities.map((each) => ({
        id: each,
        label: text.grid.densities[each],
        checked: each === density,
        run: () => change(each),
      }))}
    />
  );
}
