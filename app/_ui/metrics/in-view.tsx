'use client';

import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

/**
 * Mounts its children only while they are on screen or nearly so: ten thousand charts cost no more than ten. They are told
 * how many pixels wide their place is.
 */
export function InView({
  className,
  height,
  panel,
  children,
}: {
  className?: string;
  height: number;
  /** Name of what stands there, where it is moved about. */
  panel?: string;
  children: (width: number) => ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();
  // The observer tells what is on screen a frame later.
  useLayoutEffect(() => setWidth(ref.current ? widthOnScreen(ref.current) : undefined), []);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => setWidth(entry?.isIntersecting ? entry.boundingClientRect.width : undefined),
      {
        rootMargin: '300px 0px',
      },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={className} data-panel={panel} style={{ minHeight: height }}>
      {width === undefined ? null : children(width)}
    </div>
  );
}

/** Of an element that is on screen, in pixels. Whole in itself: earlyScript takes its text. */
export function widthOnScreen(element: Element): number | undefined {
  const { top, bottom, width } = element.getBoundingClientRect();
  return width > 0 && bottom > 0 && top < window.innerHeight ? width : undefined;
}
