/**
 * Loaded before every command. When whoever reads its output has gone (`npm run gallery | head`), the command is told to end as
 * by SIGTERM, so that it closes what it has opened; nothing is printed about it. What goes on without a reader (kiosk,
 * center) listens to the errors of its standard output itself, and is not told.
 */
let told = false;
const onError = (error) => {
  if (error.code !== 'EPIPE') throw error;
  if (told || process.stdout.listenerCount('error') > 1) return;
  told = true;
  process.kill(process.pid, 'SIGTERM');
};
process.stdout.on('error', onError);
process.stderr.on('error', onError);
