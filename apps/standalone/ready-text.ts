import type { Config } from '#libs/runtime';

/** What a person sees when everything is up. */
export function readyText({ http, mqtt }: Pick<Config, 'http' | 'mqtt'>, httpPort: number): string {
  const address = http.publicUrl ?? `http://localhost:${httpPort}`;
  const devices = mqtt.externalUrl === undefined && mqtt.port !== 0 ? `, MQTT: ${mqtt.port}` : '';
  return [
    '',
    `Canh Thôn đã sẵn sàng: ${address}${devices}. Dừng bằng Ctrl-C.`,
    `Canh Thôn is ready: ${address}${devices}. Ctrl-C stops it.`,
    '',
    '',
  ].join('\n');
}
