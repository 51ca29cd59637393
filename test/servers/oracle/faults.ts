/** What the server does wrong above TCP; what goes wrong below is the listener's part. */
export class OracleFaults {
  #refusal: Countdown | undefined;
  #callError: Countdown | undefined;
  #garbage = false;
  #stalled: (() => void)[] | undefined;

  /** Refuses the next `times` connects with an ORA code, as a listener does. */
  refuseConnects(code: number, times = Number.POSITIVE_INFINITY): void {
    this.#refusal = { code, left: times };
  }

  /** Answers the next `times` calls after login (statement, fetch, ping, commit, rollback) with an ORA error. */
  failCalls(code: number, times = 1): void {
    this.#callError = { code, left: times };
  }

  /** Answers everything with packets that are none. */
  sendGarbage(): void {
    this.#garbage = true;
  }

  /** Lets clients log in and then says nothing; what was held back is sent after `clear`. */
  stallAfterLogin(): void {
    this.#stalled ??= [];
  }

  clear(): void {
    for (const resume of this.#stalled ?? []) resume();
    this.#refusal = undefined;
    this.#callError = undefined;
    this.#garbage = false;
    this.#stalled = undefined;
  }

  get garbage(): boolean {
    return this.#garbage;
  }

  /** The code to refuse this connect with. */
  takeRefusal(): number | undefined {
    return take(this.#refusal);
  }

  /** The code to fail this call with. */
  takeCallError(): number | undefined {
    return take(this.#callError);
  }

  /** Settles when a call after login may be answered. */
  async mayAnswer(): Promise<void> {
    const waiting = this.#stalled;
    if (waiting !== undefined) await new Promise<void>((resume) => waiting.push(resume));
  }
}

interface Countdown {
  readonly code: number;
  left: number;
}

function take(countdown: Countdown | undefined): number | undefined {
  if (countdown === undefined || countdown.left === 0) return undefined;
  countdown.left -= 1;
  return countdown.code;
}
