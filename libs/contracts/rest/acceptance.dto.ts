import type { AcceptanceReason, AcceptanceState, AcceptanceStep, DeviceKind, StepState } from '#libs/domain';
import { IsOptional } from 'class-validator';
import { Line, Paragraph } from './text.ts';

/** One thing that is tried. */
export class AcceptanceStepView {
  step: AcceptanceStep;
  /** Its name in the caller's language. */
  name: string;
  /** `unknown`: it could not be tried, which is not green. */
  state: StepState;
  /** Why it is in this state. */
  reason: AcceptanceReason;
  /** The same in words, with its figures. */
  text: string;
  /** What to do at the pole; null: nothing. */
  whatToDo: string | null;
  /** What was measured: seconds, pixels, bytes, instants. */
  evidence: Record<string, number | string | boolean>;
}

/** A test as it stands in the list of a device. */
export class AcceptanceSummary {
  id: string;
  deviceId: string;
  deviceKind: DeviceKind;
  state: AcceptanceState;
  startedBy: string | null;
  startedAt: string;
  /** What is missing then has failed. */
  deadlineAt: string;
  finishedAt: string | null;
  /** Of the certificate; null: it was not passed. */
  certificateNumber: string | null;
  /** Stands on the certificate too; if they differ, one of them was changed. */
  checkCode: string | null;
}

/** Who was there, as somebody wrote it down. */
export class AcceptanceSigning {
  /** For those who installed it. */
  @IsOptional()
  @Line(120)
  installer?: string;

  /** For the self-governing group. */
  @IsOptional()
  @Line(120)
  receiver?: string;

  @IsOptional()
  @Line(120)
  witness?: string;

  @IsOptional()
  @Paragraph(1000)
  notes?: string;
}

export class AcceptanceSigned extends AcceptanceSigning {
  signedAt: string;
}

/** A test with its steps, live while it runs, as it was once it is over. */
export class AcceptanceTest extends AcceptanceSummary {
  steps: AcceptanceStepView[];
  signing: AcceptanceSigned | null;
}
