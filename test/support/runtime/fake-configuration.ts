import {
  ConfigurationBase,
  type ConfigurationDescriptor,
  createConfiguration,
} from '../../../runtime/src/configuration.ts';
import type { Result } from '../../../runtime/src/result.ts';
import type { Secret } from '../../../runtime/src/secrets.ts';

/** Times in milliseconds. */
export interface FakeSettings {
  readonly connectionString?: string;
  readonly password?: string;
  readonly certificates?: Readonly<Record<string, string>>;
  readonly connectTimeout?: number;
  readonly commandTimeout?: number;
  readonly retryEnabled?: boolean;
  readonly retryCount?: number;
}

const descriptor: ConfigurationDescriptor = {
  provider: 'Fake',
  schema: { safeParse: (input) => ({ success: true, data: input }) },
  secrets: [['connectionString'], ['password'], ['certificates', '*']],
  roles: {
    connectTimeout: { field: 'connectTimeout', scale: 1 },
    commandTimeout: { field: 'commandTimeout', scale: 1 },
    retryEnabled: { field: 'retryEnabled', scale: 1 },
    retryCount: { field: 'retryCount', scale: 1 },
  },
  target: 'connectionString',
};

/** A configuration as the generator would write it, without Zod. */
export class FakeConfiguration extends ConfigurationBase {
  static readonly providerName = 'Fake';
  override readonly providerName = 'Fake';
  declare readonly connectionString: Secret<string> | undefined;
  declare readonly password: Secret<string> | undefined;
  declare readonly certificates: Readonly<Record<string, Secret<string>>> | undefined;
  declare readonly connectTimeout: number | undefined;
  declare readonly commandTimeout: number | undefined;
  declare readonly retryEnabled: boolean | undefined;
  declare readonly retryCount: number | undefined;

  private constructor(values: object) {
    super(descriptor, values);
  }

  static create(settings: FakeSettings): Result<FakeConfiguration> {
    return createConfiguration(descriptor, settings, (values) => new FakeConfiguration(values));
  }
}

/** The configuration itself, for tests in which it is valid. */
export function fakeConfiguration(settings: FakeSettings = {}): FakeConfiguration {
  const created = FakeConfiguration.create(settings);
  if (created.isFailure) throw new Error(created.errorMessage);
  return created.value;
}
