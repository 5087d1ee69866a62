// A line to a server that can be cut, and is there again at once.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @param target host and port of the server */
export async function breakingLine(target) {
  const [host, port] = target.split(':');
  const open = new Set();
  const door = createServer(client => {
    const server = connect(Number(port), host);
    for (const [from, to] of [[client, server], [server, client]]) {
      open.add(from);
      from.on('error', () => {}).on('close', () => to.destroy());
      from.pipe(to);
    }
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
  const cut = () => {
    for (const each of open) each.destroy();
    open.clear();
  };
  return {
    target: `127.0.0.1:${door.address().port}`,
    cut,
    close: () => {
      door.close();
      cut();
    },
  };
}
