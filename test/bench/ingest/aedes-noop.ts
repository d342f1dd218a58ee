// Baseline `aedes_noop`: the embedded broker as it comes, with a handler that does nothing. Stores nothing, promises nothing.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import { answerParent, sampleOf } from '../child.ts';

let handled = 0;

async function listen(): Promise<number> {
  const broker = await Aedes.createBroker();
  broker.on('publish', (_packet, client) => {
    if (client !== null) handled += 1;
  });
  const server = createServer(broker.handle);
  server.listen(0, '127.0.0.1', 4096);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

answerParent({ listen, sample: () => sampleOf(handled) });
