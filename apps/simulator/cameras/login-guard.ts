/** How a camera defends itself against guessing; figures as published by the makers. */
export type LockoutPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'silent'; readonly tries: number; readonly lockMinutes: number }
  | { readonly kind: 'tells_attempts_left'; readonly tries: number; readonly lockMinutes: number };

export type LoginVerdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly text: string }
  | { readonly kind: 'locked'; readonly text: string };

/** Counts wrong logins over all doors of one camera, and locks the account as the policy says. */
export class LoginGuard {
  /** Logins that carried a credential, right or wrong. */
  attempts = 0;
  failures = 0;
  lockedUntil = 0;
  readonly #policy: LockoutPolicy;

  constructor(policy: LockoutPolicy) {
    this.#policy = policy;
  }

  /** Judges one login at `now` (epoch ms). A locked account refuses the right password too. */
  judge(correct: boolean, now: number, wrongText = 'Sender not Authorized'): LoginVerdict {
    this.attempts += 1;
    if (now < this.lockedUntil) return { kind: 'locked', text: 'The account is locked, try again later' };
    if (correct) {
      this.failures = 0;
      return { kind: 'accepted' };
    }
    return this.#fail(now, wrongText);
  }

  #fail(now: number, wrongText: string): LoginVerdict {
    this.failures += 1;
    const policy = this.#policy;
    if (policy.kind === 'none') return { kind: 'rejected', text: wrongText };
    const left = policy.tries - this.failures;
    if (left <= 0) {
      this.failures = 0;
      this.lockedUntil = now + policy.lockMinutes * 60_000;
      return { kind: 'locked', text: 'The account is locked, try again later' };
    }
    const told = policy.kind === 'tells_attempts_left' ? `. You still have ${left} attempt(s).` : '';
    return { kind: 'rejected', text: `${wrongText}${told}` };
  }
}
