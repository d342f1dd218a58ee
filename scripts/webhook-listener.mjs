// A webhook receiver for trying things out: checks each message's signature and prints its Vietnamese text.
// Usage: node scripts/webhook-listener.mjs <port> <whsec_… secret>
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const [port, secret] = process.argv.slice(2);
if (!port || !secret) {
  console.error('Usage: node scripts/webhook-listener.mjs <port> <secret>');
  process.exit(2);
}
const webhook = new Webhook(secret);

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  try {
    webhook.verify(body, request.headers);
  } catch (error) {
    console.log(`refused: ${error.message}`);
    response.writeHead(401).end();
    return;
  }
  const { type, data } = JSON.parse(body);
  console.log(`${type}: ${data?.text?.vi ?? ''}`);
  response.writeHead(204).end();
}).listen(Number(port), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}/`));
