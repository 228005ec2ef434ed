'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Mounts its children only while they are on screen or nearly so: ten thousand charts cost no more than ten. */
export function InView({
  className,
  height,
  children,
}: {
  className?: string;
  height: number;
  children: () => ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '300px 0px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={className} style={{ minHeight: height }}>
      {near ? children() : null}
    </div>
  );
}
