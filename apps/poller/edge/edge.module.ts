import { type DynamicModule, Module } from '@nestjs/common';
import { DeepChecks, RUNG_CHECKS } from '../deep/deep-checks.ts';
import { rungChecks } from '../deep/rung-checks.ts';
import { Findings, LadderRows, Logins } from '../polling/ports.ts';
import { PROBE_DEADLINE, PROBE_DEADLINE_MS, Visits } from '../polling/visits.ts';
import type { AgentState } from './agent-state.ts';
import { EDGE_FOLDER } from './camera-memory.ts';
import { EdgeAgent } from './edge-agent.ts';
import { EdgeFindings } from './edge-findings.ts';
import { EdgeLadder } from './edge-ladder.ts';
import { EdgeLogins } from './edge-logins.ts';
import { EdgeReporter } from './edge-reporter.ts';
import { EdgeTasks } from './edge-tasks.ts';
import { EdgeUplink } from './edge-uplink.ts';
import { AGENT, EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** The ONVIF door inside a village's network. Needs RuntimeModule around it, and no database. */
@Module({})
export class EdgeModule {
  /** @param folder where it keeps what it learns of its cameras */
  static forRoot(agent: AgentState, folder: string): DynamicModule {
    return {
      module: EdgeModule,
      providers: [
        { provide: AGENT, useValue: agent },
        { provide: EDGE_FOLDER, useValue: folder },
        { provide: PROBE_DEADLINE, useValue: PROBE_DEADLINE_MS },
        ObservationBuffer,
        EdgeWatch,
        { provide: Findings, useClass: EdgeFindings },
        EdgeLadder,
        { provide: LadderRows, useExisting: EdgeLadder },
        { provide: Logins, useClass: EdgeLogins },
        Visits,
        { provide: RUNG_CHECKS, useValue: rungChecks },
        DeepChecks,
        EdgeUplink,
        EdgeReporter,
        EdgeTasks,
        EdgeAgent,
      ],
    };
  }
}
