import type { Server } from 'node:http';
import { DomainError } from '#lib/errors.ts';

/**
 * Opens the port; 0 takes any free one. @param shared with other processes that open it so, the kernel hands connections to
 * one or the other. @returns the port @throws DomainError naming the setting to change
 */
export function listen(server: Server, host: string, port: number, shared = false): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') {
        const hint = 'Stop the other program, or set PORT to a free port.';
        reject(new DomainError('CONFLICT', `Port ${port} on ${host} is taken by another program.`, { hint, cause }));
      } else if (cause.code === 'EACCES') {
        const hint = 'Ports below 1024 need special rights: set PORT to a higher one.';
        reject(new DomainError('FORBIDDEN', `This user may not listen on port ${port}.`, { hint, cause }));
      } else if (cause.code === 'EADDRNOTAVAIL' || cause.code === 'ENOTFOUND') {
        const hint = 'Set TRAZA_HOST to an address of this machine, or to 0.0.0.0 for all of them.';
        reject(
          new DomainError('INVALID_INPUT', `TRAZA_HOST=${host} is not an address of this machine.`, { hint, cause }),
        );
      } else reject(cause);
    });
    server.listen({ port, host, reusePort: shared }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
