/**
 * Environment variables for the child process of any job that trains or scores. They must be there when the process
 * starts: libtensorflow and libc read them once. More than one thread, or oneDNN switched, gives other bits.
 */
export function numericEnvironment({ threads = 1 }: { threads?: number } = {}): Record<string, string> {
  return {
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    OMP_NUM_THREADS: String(threads),
    TF_ENABLE_ONEDNN_OPTS: '1',
    TF_CPP_MIN_LOG_LEVEL: '2',
    TZ: 'UTC',
    LANG: 'C',
    LC_ALL: 'C',
  };
}
