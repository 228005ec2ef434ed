/** Offers bytes as a download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference once it has begun; the next task is early enough.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Downloads what an address of this server answers; the page stays, whatever that is. */
export function downloadFrom(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

/** A title as a file name: `eval/auc` -> `eval-auc`. */
export function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'chart';
}
