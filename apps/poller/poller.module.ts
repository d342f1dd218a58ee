import { Module } from '@nestjs/common';
import { DeepChecks, RUNG_CHECKS } from './deep/deep-checks.ts';
import { rungChecks } from './deep/rung-checks.ts';
import { CameraOperations } from './operations/camera-operations.ts';
import { CameraLogins } from './polling/camera-logins.ts';
import { CameraWatch } from './polling/camera-watch.ts';
import { Findings, LadderRows, Logins } from './polling/ports.ts';
import { Poller } from './polling/poller.ts';
import { SilenceWatch } from './polling/silence-watch.ts';
import { StoredFindings } from './polling/stored-findings.ts';
import { StoredLadder } from './polling/stored-ladder.ts';
import { PROBE_DEADLINE, PROBE_DEADLINE_MS, Visits } from './polling/visits.ts';

/** The ONVIF door. Needs RuntimeModule and DatabaseModule around it; any number of pollers may run. */
@Module({
  providers: [
    { provide: PROBE_DEADLINE, useValue: PROBE_DEADLINE_MS },
    CameraWatch,
    { provide: Logins, useClass: CameraLogins },
    { provide: Findings, useClass: StoredFindings },
    { provide: LadderRows, useClass: StoredLadder },
    Visits,
    { provide: RUNG_CHECKS, useValue: rungChecks },
    DeepChecks,
    SilenceWatch,
    Poller,
    CameraOperations,
  ],
})
export class PollerModule {}
