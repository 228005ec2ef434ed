'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../icon-button.tsx';
import { useShortcut } from '../keys/keys.tsx';
import { useCommands } from '../palette/palette.tsx';
import { text } from '../text/text.ts';
import { nextTheme, type Theme, themeCookie } from './theme.ts';

const icons = { light: Sun, dark: Moon, system: Monitor };

/** Cycles system, light, dark; the choice is a cookie of a year, so that the server paints it at once. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const change = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
    const secure = location.protocol === 'https:' ? '; secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store interface is not in every browser yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax${secure}`;
  };
  useShortcut('shift+t', text.keys.theme, () => change(nextTheme(theme)), text.keys.groups.general);
  useCommands(
    (['light', 'dark', 'system'] as const).map((each) => ({
      id: `theme-${each}`,
      label: text.theme.label[each],
      run: () => change(each),
    })),
  );
  return (
    <IconButton
      icon={icons[theme]}
      label={text.theme.change(text.theme.label[theme])}
      keys="shift+t"
      size={17}
      className="rail-item"
      onClick={() => change(nextTheme(theme))}
    />
  );
}
