'use client';

import { Dialog } from '../dialog.tsx';
import { text } from '../text/text.ts';
import { type Shortcut, useShortcuts } from './keys.tsx';
import { showKey } from './match-key.ts';
import { useIsMac } from './use-is-mac.ts';

/** All shortcuts that work right now, by group. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const shortcuts = useShortcuts();
  const mac = useIsMac();
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of shortcuts) {
    const group = groups.get(shortcut.group) ?? [];
    // The one registered last wins, so it is the one worth showing.
    groups.set(shortcut.group, [...group.filter((each) => each.key !== shortcut.key), shortcut]);
  }
  return (
    <Dialog reads title={text.keys.title} onClose={onClose}>
      <div className="keys-help">
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map((shortcut) => (
                <div key={shortcut.key}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    {showKey(shortcut.key, mac)
                      .split(' ')
                      .map((part) => (
                        <kbd key={part}>{part}</kbd>
                      ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
