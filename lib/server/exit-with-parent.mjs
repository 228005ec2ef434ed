// Preloaded into what the supervisor starts, and passed on to what that starts: when the process that holds the other
// end of the channel is gone, even by SIGKILL, nobody is left to stop this one.
const graceMs = 10_000;

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs);
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening to the channel must not keep a process alive that has finished.
  process.channel.unref();
}
