import { describe, expect, it } from 'vitest';
import { conformanceChecks } from '../../../runtime/src/conformance/index.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { DriverContext } from '../../../runtime/src/external-connection.ts';
import type { ConnectionMetadata } from '../../../runtime/src/metadata.ts';
import { Result } from '../../../runtime/src/result.ts';
import type { FakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import {
  FakeFactory,
  FakeProvider,
  fakeSystem,
  SystemConnection,
  type SystemConnectionClass,
} from '../../support/runtime/fake-provider.ts';
import type { FakeSession } from '../../support/runtime/fake-system.ts';
import { fakeSubject } from './subject.ts';

/** The names of the checks that a provider fails. */
async function failed(provider: FakeProvider): Promise<readonly string[]> {
  const names: string[] = [];
  for (const check of conformanceChecks(fakeSubject(provider))) {
    await check.run().catch(() => names.push(check.name));
    fakeSystem.kill();
  }
  return names;
}

function made(connectionType: SystemConnectionClass): FakeProvider {
  return new FakeProvider(new FakeFactory(connectionType));
}

class Leaking extends SystemConnection {
  protected override async closeDriver(): Promise<void> {}
}

class LeakingWhenRefused extends SystemConnection {
  protected override async openDriver(context: DriverContext): Promise<FakeSession> {
    const session = await fakeSystem.logIn(
      { host: 'up', password: fakeSystem.password, isReadOnly: false },
      context.signal,
    );
    const opened = await super.openDriver(context);
    session.end();
    return opened;
  }
}

class Misclassifying extends SystemConnection {
  protected override classifyError(): ErrorClass {
    return 'other';
  }
}

class TransientPassword extends SystemConnection {
  protected override classifyError(error: unknown): ErrorClass {
    const own = super.classifyError(error);
    return own === 'authentication' ? 'transient' : own;
  }
}

class PingingNobody extends SystemConnection {
  protected override async pingDriver(): Promise<void> {}
}

class AlwaysReachable extends SystemConnection {
  override async testConnection(): Promise<Result> {
    await super.testConnection();
    return Result.success();
  }
}

class Nameless extends SystemConnection {
  protected override async readMetadata(
    session: FakeSession,
    context: DriverContext,
  ): Promise<ConnectionMetadata> {
    return { ...(await super.readMetadata(session, context)), version: '' };
  }
}

class WritingAnyway extends SystemConnection {
  protected override openDriver({ signal }: DriverContext): Promise<FakeSession> {
    const { connectionString, password } = this.configuration;
    const host = connectionString?.reveal().slice('Server='.length) ?? '';
    return fakeSystem.logIn({ host, password: password?.reveal() ?? '', isReadOnly: false }, signal);
  }
}

class Blabbing extends SystemConnection {
  readonly settings = { user: 'app', secret: this.configuration.password?.reveal() };
}

class ShowingItsPassword extends SystemConnection {
  override get connectionString(): string {
    return `${super.connectionString};Password=${this.configuration.password?.reveal()}`;
  }
}

class OpeningOnce extends SystemConnection {
  #isUsed = false;

  protected override openDriver(context: DriverContext): Promise<FakeSession> {
    if (this.#isUsed) return Promise.reject(new Error('The client was closed already'));
    this.#isUsed = true;
    return super.openDriver(context);
  }
}

class DeafToDeath extends SystemConnection {
  protected override classifyError(error: unknown): ErrorClass {
    const isReset = error instanceof Error && error.message.includes('ECONNRESET');
    return isReset ? 'transient' : super.classifyError(error);
  }
}

class ClosingBadly extends SystemConnection {
  protected override async closeDriver(session: FakeSession): Promise<void> {
    await super.closeDriver(session);
    throw new Error('The client has no method end');
  }
}

/** Rules of its own beside the layer's: a second open closes and opens. */
class OpeningAnew extends SystemConnection {
  override async open(): Promise<Result> {
    if (this.state === 'Open') await this.close();
    return super.open();
  }
}

class AnyMode extends FakeFactory {
  override createConnection(configuration: FakeConfiguration): Promise<Result<SystemConnection>> {
    return super.createConnection(configuration);
  }
}

class AnyConfiguration extends FakeFactory {
  override async createConnection(
    configuration: FakeConfiguration,
    mode?: string,
  ): Promise<Result<SystemConnection>> {
    const created = await super.createConnection(configuration, mode as 'ReadWrite');
    const isForeign = created.isFailure && created.code === 'invalid-configuration-type';
    return isForeign ? Result.success(new SystemConnection(configuration)) : created;
  }
}

const REFUSED = 'wrong credentials are refused as authentication';
const ABSENT = 'a server that is absent is reported within the timeout';
const SILENT = 'a server that says nothing is given up at the timeout';
const SLOW = 'a server that is too slow is given up at the timeout, and closed when it answers after all';
const KILLED = 'a connection whose server died is reported, and usable again';
const KILLED_WORKING = 'an operation whose server dies ends, and the connection is usable again';
const SECRETS = 'no secret shows in the connection, its configuration, its connection string or its metadata';
const NO_MODE = 'a mode that is not listed is refused';
const NO_READ_ONLY = 'a write in mode ReadOnly fails';

describe('a broken provider is caught by the right check and no other:', () => {
  it.each<[string, FakeProvider, readonly string[]]>([
    ['one that knows no error', made(Misclassifying), [REFUSED]],
    ['one that takes a wrong password for a passing fault', made(TransientPassword), [REFUSED]],
    ['one whose ping asks nobody', made(PingingNobody), [KILLED]],
    ['one that does not see that the server died', made(DeafToDeath), [KILLED, KILLED_WORKING]],
    ['one that cannot name the version', made(Nameless), ['metadata name the system and its version']],
    ['one that writes in mode ReadOnly', made(WritingAnyway), [NO_READ_ONLY]],
    ['one that holds its password openly', made(Blabbing), [SECRETS]],
    ['one that shows its password in the connection string', made(ShowingItsPassword), [SECRETS]],
    [
      'one that takes any mode for its first',
      new FakeProvider(new AnyMode()),
      ['each mode that is listed opens and answers', NO_MODE, NO_READ_ONLY],
    ],
    [
      "one that takes another provider's configuration",
      new FakeProvider(new AnyConfiguration()),
      ["another provider's configuration is refused"],
    ],
    [
      'one whose test always succeeds',
      made(AlwaysReachable),
      ['dispose closes it for good, and await using disposes', REFUSED, ABSENT, SILENT, SLOW],
    ],
    ['none, the good one', new FakeProvider(), []],
  ])('%s', async (_name, provider, caught) => {
    expect(await failed(provider)).toEqual(caught);
  });
});

describe('a broken provider is caught by the right check, whatever else follows from it:', () => {
  it.each<[string, FakeProvider, readonly string[]]>([
    [
      'one that does not close its driver',
      made(Leaking),
      [
        'the factory finds the configuration valid and the system reachable',
        'testConnection of a closed connection leaves nothing open',
        'nothing is left open by closing and by disposing',
        'an open that is aborted fails promptly, leaves Broken and nothing open, and can be made again',
        'close while it opens ends the opening, and leaves nothing open',
        SLOW,
      ],
    ],
    [
      'one that leaks what it has opened when the rest fails',
      made(LeakingWhenRefused),
      [REFUSED, ABSENT, SILENT],
    ],
    ['one that opens only once', made(OpeningOnce), ['it opens again after it was closed']],
    [
      'one that cannot close',
      made(ClosingBadly),
      ['it opens, answers and closes, and every change of state is told in order'],
    ],
    ['one that opens anew', made(OpeningAnew), ['a second open of an open connection is refused']],
  ])('%s', async (_name, provider, caught) => {
    expect(await failed(provider)).toEqual(expect.arrayContaining([...caught]));
  });
});
