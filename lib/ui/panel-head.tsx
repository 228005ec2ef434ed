'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { createPortal } from 'react-dom';

/** The place for actions in the head of the frame around; null while it is not mounted, undefined without a frame. */
const HeadContext = createContext<HTMLElement | null | undefined>(undefined);

/** For a frame that has a head of its own: what stands in it, like a menu of exports, comes from what it frames. */
export function PanelHeadProvider({ place, children }: { place: HTMLElement | null; children: ReactNode }) {
  return <HeadContext value={place}>{children}</HeadContext>;
}

/** Draws actions in the head of the frame around; nothing where there is none. */
export function InPanelHead({ children }: { children: ReactNode }) {
  const place = useContext(HeadContext);
  return place ? createPortal(children, place) : null;
}
