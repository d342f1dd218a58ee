import { SystemClock } from '#libs/runtime';
import { PagesServer } from '../demo/pages-server.ts';
import { answerControl } from '../demo/routes.ts';
import { FaultPlan } from '../faults/fault-plan.ts';
import { Switchboard } from '../faults/switchboard.ts';
import { Fleet } from '../fleet/fleet.ts';
import type { RegisteredDevice } from '../fleet/registered-device.ts';
import { ApiClient } from '../seed/api-client.ts';
import { Ledger, type PlanSize } from '../seed/ledger.ts';
import { settlePlan } from '../seed/plan-size.ts';
import { planAll, seedDistrict, type DistrictPlan } from '../seed/seed-district.ts';
import { foldAway } from './fold-away.ts';
import { UsageError, type CliOptions } from './options.ts';

/** `npm run simulator`: the devices alone, against an installation that runs already. */
export async function runFleet(options: CliOptions, password: string | undefined): Promise<void> {
  if (options.api === null || options.mqtt === null) throw new UsageError('Give --api and --mqtt; --help tells more');
  const say = (line: string) => console.log(line);
  const clock = new SystemClock();
  const ledger = new Ledger(options.credentials);
  const size = settlePlan(ledger, { ...options, messagesOrigin: null });
  const plan = planAll(size.devices, size.intervalSeconds);
  const api = new ApiClient(new URL(options.api).origin, { email: options.email, password: password ?? '' }, clock);
  const devices = await registered({ api, ledger, plan, size, say }, password);
  const fleet = new Fleet(devices, { brokerUrl: options.mqtt, cameraPort: size.cameraPort, clock });
  const switchboard = new Switchboard(
    fleet,
    plan.district.villages.map(({ unit }) => unit),
  );
  const pages = new PagesServer((ask) => answerControl({ switchboard, report: () => fleet.report() }, ask));
  const faultPlan = new FaultPlan(switchboard, say);
  const end = foldAway(async () => {
    faultPlan.stop();
    await fleet.stop();
    await pages.stop();
  }, say);
  const origin = await pages.start(options.pagesPort);
  await fleet.start();
  faultPlan.start(options.faults);
  say(`${devices.length} simulated devices are running. Fault switches: ${origin}/control`);
  if (options.minutes !== null) setTimeout(() => void end(0), options.minutes * 60_000);
}

interface Registration {
  readonly api: ApiClient;
  readonly ledger: Ledger;
  readonly plan: DistrictPlan;
  readonly size: PlanSize;
  readonly say: (line: string) => void;
}

/** From the credentials file alone when it is complete; otherwise what is missing is registered first. */
async function registered(
  { api, ledger, plan, size, say }: Registration,
  password: string | undefined,
): Promise<readonly RegisteredDevice[]> {
  const known = plan.fleet.flatMap(({ code }) => ledger.device(code) ?? []);
  if (known.length === plan.fleet.length) return known;
  if (password === undefined) throw new UsageError('Set SIMULATOR_PASSWORD: some devices are not registered yet');
  say(`Registering ${plan.fleet.length - known.length} devices …`);
  const { cameraPort } = size;
  return seedDistrict(api, plan, { ledger, cameraPort, messagesOrigin: null, groupWaitSeconds: null, say });
}
