import { type DeviceNo, type EpochMs, groupedBy, type IncidentId } from '#libs/domain';
import { settleReports } from '../residents/settle-reports.ts';
import type { Database, Sql } from '../sql.ts';
import { addPlaceNews, addWideNews } from '../causes/cause-work.ts';
import { explainByWeather } from '../lights/weather.ts';
import { claimChanges, findDevices, type PendingChange } from './device-record.ts';
import { publishIncidents } from './publish.ts';
import { recordReplay } from './record-incidents.ts';
import { replayDevice, type Replay } from './replay.ts';

/** One transaction: takes the waiting changes of these devices and turns them into incidents. */
export function decideChanges(database: Database, deviceNos: readonly DeviceNo[], now: EpochMs): Promise<void> {
  return database.transaction(async (tx) => {
    const changes = await claimChanges(tx, deviceNos);
    if (changes.length === 0) return;
    const byDevice = groupedBy(changes, ({ deviceNo }) => deviceNo);
    const replay: Replay = { opened: [], ended: [], reconsidered: [], decisions: [] };
    for (const [deviceNo, found] of await findDevices(tx, [...byDevice.keys()])) {
      replayDevice(found, byDevice.get(deviceNo) ?? [], replay);
    }
    await recordReplay(tx, replay, now);
    await explainByWeather(tx, batteriesOf(replay), now);
    await settleReports(tx, replay);
    await leaveNews(tx, changes, now);
    await publishIncidents(
      tx,
      [...replay.opened, ...replay.ended].map(({ id }) => id),
      now,
    );
  });
}

/** Opened ones that want of sun may explain. */
const batteriesOf = ({ opened }: Replay): IncidentId[] =>
  opened.flatMap(({ id, trouble, ended }) =>
    !ended && (trouble === 'battery_low' || trouble === 'battery_empty') ? [id] : [],
  );

/** Whoever fell silent, returned or was retired may be part of something larger. */
async function leaveNews(sql: Sql, changes: readonly PendingChange[], now: EpochMs): Promise<void> {
  const news = changes.filter(({ change }) =>
    change.kind === 'connectivity' ? change.from !== null && change.from !== 'never_seen' : change.kind === 'lifecycle',
  );
  if (news.length === 0) return;
  await addPlaceNews(
    sql,
    news.map(({ unitId }) => unitId),
    now,
  );
  await addWideNews(sql, 'fleet', now);
}
