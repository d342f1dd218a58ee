import { IsOptional } from 'class-validator';
import { IncidentAcknowledgement, type IncidentSummary } from './incident.dto.ts';
import { Line } from './text.ts';

export class AckRequest extends IncidentAcknowledgement {
  /** Who goes and checks, as the others will read it. */
  @IsOptional()
  @Line(80)
  name?: string;
}

/** What the link in a message shows without login. */
export class AckView {
  /** The worst of them. */
  incident: IncidentSummary;
  /** Everything the message spoke of; acknowledging takes them all. */
  incidents: IncidentSummary[];
  expiresAt: string;
}
