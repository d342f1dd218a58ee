import { FAULT_NAMES, FAULTS } from '../faults/fault.ts';
import { DISTRICT_FLEET, MOST_DEVICES } from '../fleet/planned-device.ts';

const faultLines = FAULT_NAMES.map(
  (name) => `    ${name.padEnd(15)} ${FAULTS[name].scope.padEnd(8)} ${FAULTS[name].en}`,
).join('\n');

const SHARED = `  --devices N        ${DISTRICT_FLEET.camera} cameras, ${DISTRICT_FLEET.solar_light} lights and ${DISTRICT_FLEET.wifi_hotspot} hotspots scaled to N in all (1 to ${MOST_DEVICES})
  --interval N       seconds between reports and polls, 5 to 3600 (default 60); fixed at the first start
  --minutes N        stop by itself after N minutes
  --pages-port N     page with the fault switches, on 127.0.0.1 (default 3001)
  --camera-port N    port of the simulated cameras on 127.64.x.y (default 8480)
  --fault WHAT:WHOM[@AFTER[+FOR]]
                     break something: at once or AFTER seconds, for good or FOR seconds; may be repeated
${faultLines}
                     WHOM is a device code such as SPH-C0001, a village such as "Thu Quế", or "all" villages`;

export const DEMO_HELP = `npm run demo -- [options]

The product with a simulated district, in ./data-demo: it never touches ./data. Ctrl-C stops everything.

${SHARED}
  --group-wait N     seconds a message waits so that several become one (the product's default: 60)
  --healthy          break nothing by itself (else one camera has a wrong clock and one shows black)
  --data-dir PATH    another folder (default ./data-demo)
  --http-port N      the product's web pages (default 3000, or HTTP_PORT)
  --mqtt-port N      the product's MQTT (default 1883, or MQTT_PORT)

Switches for scripts: GET http://127.0.0.1:3001/control/faults and /control/report,
POST /control/faults with {"fault":"kill","target":"SPH-C0001","on":true}.`;

export const FLEET_HELP = `npm run simulator -- --api URL --mqtt URL [options]

The simulated devices alone, against any installation: they are registered through its REST API the first time, and
what they need to talk is kept in the credentials file. Cameras can be reached by a product on this computer only
(started with CAMERA_NETWORKS=127.64.0.0/16).

  --api URL          for example http://127.0.0.1:3000
  --mqtt URL         for example mqtt://127.0.0.1:1883
  --email ADDRESS    who registers the devices (default admin@canhthon.local); the password is taken from
                     SIMULATOR_PASSWORD, and is needed only while something is not registered yet
  --credentials FILE default ./data-simulator/credentials.jsonl, readable by its owner only
${SHARED}`;
