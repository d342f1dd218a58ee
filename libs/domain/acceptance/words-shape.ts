import type { AcceptanceReason, AcceptanceStep } from './steps.ts';

/** `says`: what was seen; `act`: what the person at the pole does about it, where there is something to do. */
interface ReasonInWords {
  readonly says: string;
  readonly act?: string;
}

export interface AcceptanceWords {
  readonly steps: Readonly<Record<AcceptanceStep, string>>;
  /** What `uplink` means for a hotspot. */
  readonly internet: string;
  readonly reasons: Readonly<Record<AcceptanceReason, ReasonInWords>>;
  readonly figures: {
    readonly drift: (seconds: number) => string;
    readonly zone: (minutes: number) => string;
    readonly picture: (width: number, height: number, kilobytes: number) => string;
    readonly attemptsLeft: (count: number) => string;
    readonly lampCurrent: (ampere: number) => string;
  };
}
