import type { PlannedFault } from '../faults/fault.ts';
import type { PlannedDevice } from '../fleet/planned-device.ts';

/**
 * What is broken in the demo from the start, so that the pages of cameras have something to tell: around the group of
 * the ready logins one camera with a wrong clock, told within minutes, and one that shows black, told after its
 * pictures were looked at three times. The same cameras at every start.
 */
export function plantedFaults(fleet: readonly PlannedDevice[]): readonly PlannedFault[] {
  const first = fleet[0];
  const cameras = fleet.filter(({ kind }) => kind === 'camera');
  const near = (camera: PlannedDevice): number =>
    camera.groupKey === first?.groupKey ? 0 : camera.villageKey === first?.villageKey ? 1 : 2;
  const [clock, dark] = [...cameras].sort((a, b) => near(a) - near(b) || a.code.localeCompare(b.code));
  return (
    [
      ['clock-off', clock],
      ['picture-dark', dark],
    ] as const
  ).flatMap(([fault, camera]) =>
    camera === undefined ? [] : [{ fault, target: camera.code, afterSeconds: 0, forSeconds: null }],
  );
}
