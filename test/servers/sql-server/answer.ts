import type { ReplyWriter } from './reply-writer.ts';
import type { Request } from './requests.ts';
import type { Step } from './sql/execute.ts';
import { readVariable, type Surroundings } from './sql/functions.ts';
import { SqlError } from './sql-error.ts';
import {
  columnsToken,
  type DoneStatus,
  doneToken,
  errorToken,
  returnStatusToken,
  returnValueToken,
  rowToken,
} from './tokens.ts';

/** Writes the tokens of an answer, minding that only the last `DONE` may say that nothing follows. */
class AnswerTokens {
  readonly #writer: ReplyWriter;
  readonly #procedure: boolean;
  #done: DoneStatus | undefined;

  constructor(writer: ReplyWriter, procedure: boolean) {
    this.#writer = writer;
    this.#procedure = procedure;
  }

  async step(step: Step): Promise<void> {
    await this.#flushDone();
    if (step.kind === 'columns') await this.#writer.write(columnsToken(step.columns));
    else if (step.kind === 'row') await this.#writer.write(rowToken(step.values));
    else this.#done = { rows: step.rows };
  }

  async error(error: SqlError): Promise<void> {
    await this.#flushDone();
    await this.#writer.write(errorToken(error));
    this.#done = { failed: true };
  }

  /** Ends the answer; `status` and `outputs` are a procedure's. */
  async end(status: number, outputs: readonly Buffer[]): Promise<void> {
    if (this.#procedure) {
      await this.#flushDone();
      await this.#writer.write(Buffer.concat([returnStatusToken(status), ...outputs]));
      await this.#writer.write(doneToken('procedure', { failed: status !== 0 }));
    } else await this.#writer.write(doneToken('batch', this.#done ?? {}));
    await this.#writer.end();
  }

  async #flushDone(): Promise<void> {
    if (this.#done === undefined) return;
    const done = { ...this.#done, more: true };
    this.#done = undefined;
    await this.#writer.write(doneToken(this.#procedure ? 'inProcedure' : 'batch', done));
  }
}

/** Runs a request and writes its answer; an aborted one ends where it stands. */
export async function answer(
  request: Request,
  around: Surroundings,
  writer: ReplyWriter,
  signal: AbortSignal,
): Promise<void> {
  const tokens = new AnswerTokens(writer, request.kind === 'rpc');
  let status = 0;
  try {
    for await (const step of request.run(around, signal)) {
      if (signal.aborted) break;
      await tokens.step(step);
    }
  } catch (error) {
    if (error instanceof SqlError) {
      await tokens.error(error);
      status = error.number;
    } else if (!signal.aborted) throw error;
  }
  const outputs = request.outputs.map((name) => returnValueToken(name, readVariable(around, name)));
  await tokens.end(status, outputs);
}
