import { topicPrefix, type Snippet } from '#libs/contracts';
import type { DeviceId, DeviceKind } from '#libs/domain';
import type { OwnAddress } from './mqtt-doors.ts';

/** Cameras are asked by us, and edge agents are a program of ours. */
type ReportingKind = Exclude<DeviceKind, 'camera' | 'edge_agent'>;

interface Thing {
  readonly id: DeviceId;
  readonly kind: DeviceKind;
  readonly intervalSeconds: number;
}

/** What one message of each kind looks like; more fields are in docs/device-guide.md. */
const FACTS: Readonly<Record<ReportingKind, object>> = {
  solar_light: { batteryVoltage: 12.6, lampOn: false },
  wifi_hotspot: { wanUp: true, internetOk: true },
};

/** A camera is asked by us and pastes nothing. */
export function snippetsFor({ id, kind, intervalSeconds }: Thing, at: OwnAddress): Snippet[] {
  if (kind === 'camera') return [];
  if (kind === 'edge_agent') return [{ name: 'edge', text: edge(at) }];
  const snippets = [
    { name: 'claim', text: claim(at) },
    { name: 'mosquitto', text: mosquitto(id, kind, at) },
  ];
  return kind === 'wifi_hotspot' ? [...snippets, { name: 'openwrt', text: openwrt(at, intervalSeconds) }] : snippets;
}

const claim = ({
  url,
}: OwnAddress): string => `# CODE: the claim code. The answer holds mqtt.username and mqtt.password.
CODE=xxxx-xxxx-xxxx
NONCE=$(cat /proc/sys/kernel/random/uuid)   # keep it: who lost the answer asks again with the same
curl -fsS ${url}/api/v1/claims -H 'content-type: application/json' \\
  -d "{\\"claimCode\\":\\"$CODE\\",\\"nonce\\":\\"$NONCE\\"}"
`;

function mosquitto(id: DeviceId, kind: ReportingKind, { host, port, tlsPort }: OwnAddress): string {
  const message = JSON.stringify({ bootId: 'thu-1', seq: 1, ...FACTS[kind] });
  const door = tlsPort === null ? `-p ${port}` : `-p ${tlsPort} --tls-use-os-certs`;
  return `# The options stand in a file of our own, so that the password is in no list of processes.
umask 077; mkdir -p ~/.config
printf '%s\\n' '-h ${host}' '-i ${id}' '-u ${id}' '-P PASSWORD' '-q 1' >~/.config/mosquitto_pub
mosquitto_pub ${door} -t ${topicPrefix(id)}heartbeat -m '${message}'
`;
}

const openwrt = ({ url, host, port, tlsPort }: OwnAddress, intervalSeconds: number): string =>
  `# /etc/canh-thon-agent.conf, mode 0600; the agent fetches ID and SECRET with the claim code.
HOST=${host}
PORT=${tlsPort ?? port}${tlsPort === null ? '' : '\nCAFILE=/etc/ssl/certs/ca-certificates.crt'}
URL=${url}
CLAIM=xxxx-xxxx-xxxx
INTERVAL=${intervalSeconds}
WAN=wan
`;

const edge = ({ url }: OwnAddress): string =>
  `# On a small PC or Raspberry Pi in the cameras' own network, in the folder of Canh Thôn (Node.js 20.19 or newer).
# Once, with the claim code; afterwards \`npm run edge\` alone. It opens no port and needs no database.
npm run edge -- --server ${url} --code xxxx-xxxx-xxxx
`;
