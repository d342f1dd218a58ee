import type { AcceptanceSigned, AcceptanceStepView, AcceptanceSummary, AcceptanceTest } from '#libs/contracts';
import type { AcceptanceRow, AcceptanceSummaryRow } from '#libs/database';
import {
  type DeviceKind,
  type Language,
  type StepEvidence,
  stepInWords,
  stepName,
  type StepResult,
} from '#libs/domain';
import { iso, isoOrNull } from '../http/page.ts';

export const summaryView = (row: AcceptanceSummaryRow): AcceptanceSummary => ({
  ...{ id: row.id, deviceId: row.deviceId, deviceKind: row.kind, state: row.state, startedBy: row.startedName },
  startedAt: iso(row.startedAt),
  deadlineAt: iso(row.deadlineAt),
  finishedAt: isoOrNull(row.finishedAt),
  certificateNumber: row.number,
  checkCode: row.checkCode,
});

export const testView = (row: AcceptanceRow, language: Language): AcceptanceTest => ({
  ...summaryView(row),
  steps: row.steps.map((step) => stepView(step, row.kind, language)),
  signing: signed(row),
});

const stepView = (result: StepResult, kind: DeviceKind, language: Language): AcceptanceStepView => ({
  ...{ step: result.step, state: result.state, reason: result.reason },
  name: stepName(result.step, kind, language),
  ...stepInWords(result, language),
  evidence: evidenceView(result.evidence),
});

/** Moments are instants on the wire. */
const evidenceView = (evidence: StepEvidence): AcceptanceStepView['evidence'] =>
  Object.fromEntries(
    Object.entries(evidence).map(([name, value]) => [
      name,
      name.endsWith('At') && typeof value === 'number' ? iso(value) : value,
    ]),
  );

function signed({ signing, signedAt }: AcceptanceRow): AcceptanceSigned | null {
  if (signing === null || signedAt === null) return null;
  const names = Object.entries(signing).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(names), signedAt: iso(signedAt) };
}
