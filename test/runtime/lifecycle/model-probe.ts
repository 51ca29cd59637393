import { LIMITS, type ModelBooks, type Outcome, opening } from './model-books.ts';

/** A test on a driver of its own; it lasts until that driver is closed. Returns what abandons it. */
export function probe(books: ModelBooks, call: number): () => void {
  let driver: number | undefined;
  let over = false;
  const giveUp = (outcome: Outcome): void => {
    if (over) return;
    over = true;
    books.end(call, outcome);
    closeOwn(() => undefined);
  };
  const closeOwn = (done: (outcome: Outcome) => void): void => {
    if (driver === undefined) return;
    books.temporary.enter();
    books.closeDriver(driver, (outcome) => {
      done(outcome === 'connection-lost' ? 'transient' : outcome);
      books.temporary.leave();
    });
    driver = undefined;
  };
  const abandon = (): void => giveUp('aborted');
  books.aborts.set(call, abandon);
  books.driverCall('open', (outcome) => {
    if (outcome !== 'success') {
      giveUp(opening(outcome));
      return;
    }
    const opened = books.newDriver();
    if (over) {
      books.discard(opened);
      return;
    }
    driver = opened;
    books.driverCall('ping', (pinged) =>
      closeOwn((closed) => giveUp(pinged === 'success' ? closed : opening(pinged))),
    );
  });
  books.after(LIMITS.connectTimeout, () => giveUp('timeout'));
  return abandon;
}
