'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

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
