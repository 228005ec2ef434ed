'use client';

import { Dialog } from '#lib/ui/dialog.tsx';
import { text } from '#lib/ui/text/text.ts';
import type { AnyPanelKind } from '../panel-kind.ts';
import { panelKinds } from '../panel-kinds.ts';

/** Every kind of panel there is, with what it is for. */
export function AddPanelDialog({ onChoose, onClose }: { onChoose: (kind: AnyPanelKind) => void; onClose: () => void }) {
  return (
    <Dialog wide title={text.panels.addTitle} onClose={onClose}>
      <ul className="panel-kinds">
        {panelKinds.map((kind, index) => (
          <li key={kind.id}>
            <button type="button" data-first-focus={index === 0 || undefined} onClick={() => onChoose(kind)}>
              <kind.icon size={18} aria-hidden />
              <span>
                <b>{kind.title()}</b>
                <span className="mut small">{kind.lead()}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
