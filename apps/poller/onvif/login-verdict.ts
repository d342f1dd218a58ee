import type { HttpAnswer } from './camera-connection.ts';
import { hasElement, innerOf, textOf } from './tag-scan.ts';

/** Reads what a camera means when it refuses. Faults arrive with HTTP 200, 400, 401, 403 and 500, as SOAP 1.1 or 1.2, or as HTML. */

export type LoginVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly attemptsLeft: number | null; readonly detail: string }
  | { readonly kind: 'locked_out'; readonly detail: string }
  | { readonly kind: 'unclear'; readonly detail: string };

export function judgeLogin(answer: HttpAnswer, responseName: string): LoginVerdict {
  if (hasElement(answer.body, responseName)) return { kind: 'accepted' };
  const told = faultText(answer.body);
  const detail = clip(told ?? `HTTP ${answer.status}`);
  const attemptsLeft = attemptsLeftIn(answer.body);
  if (attemptsLeft === 0 || saysLocked(answer.body)) return { kind: 'locked_out', detail };
  const refused = answer.status === 401 || answer.status === 403;
  if (
    refused ||
    attemptsLeft !== null ||
    (told !== null && /auth|password|credential|InvalidSecurity|sender not/i.test(told))
  ) {
    return { kind: 'rejected', attemptsLeft, detail };
  }
  return { kind: 'unclear', detail };
}

export function isFault(xml: string): boolean {
  return hasElement(xml, 'Fault');
}

/** Codes and reason of a SOAP fault in one line; null when there is none. */
export function faultText(xml: string): string | null {
  const fault = innerOf(xml, 'Fault');
  if (fault === null) return null;
  const code = innerOf(fault, 'Code');
  const subcode = code === null ? null : innerOf(code, 'Subcode');
  const parts = [
    subcode === null ? null : textOf(subcode, 'Value'),
    textOf(innerOf(fault, 'Reason') ?? '', 'Text'),
    textOf(fault, 'faultcode'),
    textOf(fault, 'faultstring'),
    innerOf(fault, 'Detail') === null ? null : textOf(innerOf(fault, 'Detail') ?? '', 'Text'),
  ];
  return clip(parts.filter((part) => part !== null && part !== '').join(': ') || 'fault without a reason');
}

/** Dahua and its kin: "You still have 2 attempt(s)"; Hikvision: <retryLoginTime>2</retryLoginTime>. */
function attemptsLeftIn(text: string): number | null {
  const match = /\b(\d{1,3})\s{0,3}(?:more\s|remaining\s)?(?:attempt|login tr|tries|chance)/i.exec(text);
  const told = match?.[1] ?? textOf(text, 'retryLoginTime');
  return told !== null && told !== undefined && /^\d{1,3}$/.test(told) ? Number(told) : null;
}

function saysLocked(text: string): boolean {
  return /\b(?:is|been|was|account|user|ip|device)[ _-]?(?:temporarily )?(?:locked|lock(?:ed)?[ -]?out|blocked)|userLocked|<lockStatus>lock|AccountLocked|too many (?:failed|login|attempts|illegal)/i.test(
    text,
  );
}

export function saysTimeCheck(detail: string): boolean {
  return /time check|timestamp|created|expired|message.{0,10}too old/i.test(detail);
}

function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
