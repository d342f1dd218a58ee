import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CONNACK, connectPacket, PUBACK, reusablePublish } from '../bench/ingest/mqtt-bytes.ts';
import type { MqttCredentials } from './mqtt-device.ts';

/** A device that is only a socket and bytes: it does what no polite client library would. */
export class RawMqtt {
  private constructor(private readonly socket: Socket) {}

  static async connect(port: number, { clientId, password }: MqttCredentials): Promise<RawMqtt> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    socket.write(connectPacket(clientId, password, 60));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer[0] !== CONNACK || answer[3] !== 0) throw new Error(`refused: ${answer.toString('hex')}`);
    return new RawMqtt(socket);
  }

  /** QoS 1; `payload` contains a run of ten zeros. True when it was acknowledged, false when the connection was ended. */
  async publish(topic: string, payload: string): Promise<boolean> {
    const publish = reusablePublish(topic, payload, 1);
    publish.stamp(1, 7);
    this.socket.write(publish.bytes);
    const answered = once(this.socket, 'data').then(([answer]: Buffer[]) => answer?.[0] === PUBACK);
    const ended = once(this.socket, 'close').then(() => false);
    return Promise.race([answered, ended]);
  }

  close(): void {
    this.socket.destroy();
  }
}
