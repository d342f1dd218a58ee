import type { HotspotFaultCode } from '../hotspots/rules/index.ts';
import type { TroubleWords } from './phrasebook.ts';

/** Faults of Wi-Fi points, in English. */
export const hotspotTroublesEn: Readonly<Record<HotspotFaultCode, TroubleWords>> = {
  uplink_down: {
    begins: 'has lost its main line',
    ends: 'has its line again',
    advice: 'Check the cable and the fibre box, or call the carrier.',
  },
  no_internet: {
    begins: 'lets phones connect, but there is no internet',
    ends: 'has internet again',
    advice: 'Ask the carrier: the cable is good, the internet behind it is not there.',
  },
  dns_failing: {
    begins: 'has internet, but no page opens',
    ends: 'opens pages again',
    advice: 'Check the DNS setting of the access point.',
  },
  loss_high: {
    begins: 'loses much on its line',
    ends: 'no longer loses much',
    advice: 'Check the cable; if it is good, tell the carrier.',
  },
  latency_high: {
    begins: 'is very slow',
    ends: 'is quick again',
    advice: 'See whether somebody downloads a lot, or tell the carrier.',
  },
  too_many_clients: { begins: 'has too many guests', ends: 'has room again', advice: null },
  no_clients: {
    begins: 'has had no guest for long, where every week somebody uses it at this hour',
    ends: 'has guests again',
    advice: 'Try it on the spot with a phone.',
  },
  overheating: {
    begins: 'is too hot inside',
    ends: 'has cooled down',
    advice: 'See whether the sun is on its box or its openings are covered.',
  },
  memory_low: {
    begins: 'will soon hang: its memory is full',
    ends: 'runs normally again',
    advice: 'Restart the access point.',
  },
  firmware_behind: { begins: 'runs old firmware', ends: 'runs the new firmware', advice: null },
};
