import { createServer } from 'node:net';
import { DomainError } from '#lib/errors.ts';

/**
 * The port to serve on: `port` itself when it is free, any free one for 0.
 * @throws DomainError CONFLICT when it is taken or may not be used
 */
export async function choosePort({ host, port }: { host: string; port: number }): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') {
      throw new DomainError('CONFLICT', `Port ${port} on ${host} is taken by another program.`, {
        hint: `Stop that program, or choose another port: PORT=${port === 3000 ? 3001 : port + 1} npm start`,
        cause,
      });
    }
    if (code === 'EACCES') {
      throw new DomainError('FORBIDDEN', `This user may not listen on port ${port}.`, {
        hint: 'Choose a PORT above 1023.',
        cause,
      });
    }
    throw new DomainError(
      'INVALID_INPUT',
      `Cannot listen on ${host}:${port}: ${cause instanceof Error ? cause.message : cause}.`,
      {
        hint: 'TRAZA_HOST must be an address of this machine; leave it unset for loopback.',
        cause,
      },
    );
  } finally {
    server.close();
  }
}
