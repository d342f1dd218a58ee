import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** What the server says to a command instead of the usual, or how it behaves. */
export interface MailManners {
  readonly rcpt?: string;
  readonly data?: string;
  /** Hangs up after it has read the letter, before it says that it has it. */
  readonly dropAfterLetter?: boolean;
}

/** Just enough SMTP for one letter at a time, on loopback. */
export class MailServer {
  readonly letters: string[] = [];
  readonly recipients: string[] = [];
  manners: MailManners[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((socket) => void this.#talk(socket));

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #talk(socket: Socket): Promise<void> {
    this.#sockets.add(socket.on('error', () => socket.destroy()));
    const manners = this.manners.shift() ?? {};
    const say = (line: string) => socket.write(`${line}\r\n`);
    let letter: string[] | null = null;
    say('220 mail.test');
    for await (const line of createInterface({ input: socket })) {
      if (letter && line !== '.') letter.push(line);
      else if (letter) {
        if (manners.dropAfterLetter) return void socket.destroy();
        if (!manners.data) this.letters.push(letter.join('\n'));
        letter = null;
        say(manners.data ?? '250 taken');
      } else if (/^(EHLO|HELO)/i.test(line)) say('250 mail.test');
      else if (/^RCPT/i.test(line)) {
        this.recipients.push(line);
        say(manners.rcpt ?? '250 ok');
      } else if (/^DATA/i.test(line)) {
        letter = [];
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    }
  }
}
