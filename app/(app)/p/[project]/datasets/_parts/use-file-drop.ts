'use client';

import { useEffect, useRef, useState } from 'react';

/** Takes a file dropped anywhere on the page. Returns whether one is held over it. */
export function useFileDrop(onFile: (file: File) => void, enabled: boolean): boolean {
  const [over, setOver] = useState(false);
  const handle = useRef(onFile);
  useEffect(() => {
    handle.current = onFile;
  });
  useEffect(() => {
    if (!enabled) return;
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const onOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) handle.current(file);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      setOver(false);
    };
  }, [enabled]);
  return over;
}
