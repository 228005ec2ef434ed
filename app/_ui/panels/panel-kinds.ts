import { metricCurvesKind } from './curves/curves-kind.ts';
import { confusionKind } from './logged/confusion/confusion-kind.ts';
import { histogramKind } from './logged/histogram/histogram-kind.ts';
import { imagesKind } from './logged/images/images-kind.ts';
import { curvesKind } from './logged/roc/curves-kind.ts';
import { tableKind } from './logged/table/table-kind.ts';
import { type AnyPanelKind, anyKind } from './panel-kind.ts';
import { barKind } from './runs/bar/bar-kind.ts';
import { importanceKind } from './runs/importance/importance-kind.ts';
import { parallelKind } from './runs/parallel/parallel-kind.ts';
import { scatterKind } from './runs/scatter/scatter-kind.ts';
import { textKind } from './text/text-kind.ts';
import { valueKind } from './value/value-kind.ts';

/** Every kind of panel, in the order in which they are offered; each loads its view when it is first drawn. */
export const panelKinds: readonly AnyPanelKind[] = [
  anyKind(metricCurvesKind),
  anyKind(valueKind),
  anyKind(imagesKind),
  anyKind(tableKind),
  anyKind(histogramKind),
  anyKind(confusionKind),
  anyKind(curvesKind),
  anyKind(barKind),
  anyKind(scatterKind),
  anyKind(parallelKind),
  anyKind(importanceKind),
  anyKind(textKind),
];

/** The kind that a stored panel names; undefined for one that this version does not know. */
export function panelKindOf(id: string): AnyPanelKind | undefined {
  return panelKinds.find((kind) => kind.id === id);
}
