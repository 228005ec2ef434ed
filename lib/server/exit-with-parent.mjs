// Preloaded into the processes the supervisor starts: when it is gone, even by SIGKILL, nobody else would stop them.
// What they start in turn inherits this preload and has channels of its own (Next's workers), hence the look at the
// parent: a listener there would change how long those live.
const graceMs = 10_000;

if (process.channel && process.env.TRAZA_SUPERVISOR_PID === String(process.ppid)) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs);
    process.kill(process.pid, 'SIGTERM');
  });
}
