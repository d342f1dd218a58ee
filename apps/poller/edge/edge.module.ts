import { type DynamicModule, Module } from '@nestjs/common';
import { Findings, Logins } from '../polling/ports.ts';
import { PROBE_DEADLINE, PROBE_DEADLINE_MS, Visits } from '../polling/visits.ts';
import type { AgentState } from './agent-state.ts';
import { EdgeAgent } from './edge-agent.ts';
import { EdgeFindings } from './edge-findings.ts';
import { EdgeLogins } from './edge-logins.ts';
import { EdgeReporter } from './edge-reporter.ts';
import { EdgeUplink } from './edge-uplink.ts';
import { AGENT, EdgeWatch } from './edge-watch.ts';
import { ObservationBuffer } from './observation-buffer.ts';

/** The ONVIF door inside a village's network. Needs RuntimeModule around it, and no database. */
@Module({})
export class EdgeModule {
  static forRoot(agent: AgentState): DynamicModule {
    return {
      module: EdgeModule,
      providers: [
        { provide: AGENT, useValue: agent },
        { provide: PROBE_DEADLINE, useValue: PROBE_DEADLINE_MS },
        ObservationBuffer,
        EdgeWatch,
        EdgeFindings,
        { provide: Findings, useExisting: EdgeFindings },
        { provide: Logins, useClass: EdgeLogins },
        Visits,
        EdgeUplink,
        EdgeReporter,
        EdgeAgent,
      ],
    };
  }
}
