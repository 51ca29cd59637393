import type { Result, Secret } from '@extconn/runtime';
import {
  ConfigurationBase,
  type ConfigurationDescriptor,
  createConfiguration,
} from '@extconn/runtime/codegen/v1';
import { z } from 'zod';
import type { ConfigurationShape } from '../../../../runtime/src/configuration-fields.ts';

const ledgerSchema = z.strictObject({
  host: z.string().min(1, 'Host is required'),
  password: z.string().optional(),
  timeoutSeconds: z.number().int().positive('Timeout must be positive').default(30),
  verify: z.boolean().default(true),
  headers: z.record(z.string(), z.string()).optional(),
  servers: z.array(z.strictObject({ name: z.string(), port: z.number().optional() })).optional(),
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('basic'), user: z.string() }),
      z.strictObject({ kind: z.literal('token'), lifetime: z.number() }),
    ])
    .optional(),
});

const ledgerShape: ConfigurationShape = {
  kind: 'object',
  fields: {
    host: { kind: 'string' },
    password: { kind: 'string', env: 'LEDGER_PASSWORD' },
    timeoutSeconds: { kind: 'integer', env: 'LEDGER_TIMEOUT' },
    verify: { kind: 'boolean' },
    headers: { kind: 'map', values: { kind: 'string' } },
    servers: { kind: 'array', items: { kind: 'reference', definition: 'server' } },
    auth: {
      kind: 'union',
      discriminator: 'kind',
      branches: [
        {
          kind: 'object',
          fields: { kind: { kind: 'literal', values: ['basic'] }, user: { kind: 'string' } },
        },
        {
          kind: 'object',
          fields: { kind: { kind: 'literal', values: ['token'] }, lifetime: { kind: 'number' } },
        },
      ],
    },
  },
  definitions: {
    server: { kind: 'object', fields: { name: { kind: 'string' }, port: { kind: 'integer' } } },
  },
};

export interface LedgerConfigurationInput {
  readonly host: string;
  readonly password?: string;
  readonly timeoutSeconds?: number;
}

export class LedgerConfiguration extends ConfigurationBase {
  static readonly providerName = 'Ledger';
  static readonly descriptor: ConfigurationDescriptor = {
    provider: 'Ledger',
    schema: ledgerSchema,
    secrets: [['password']],
    roles: { commandTimeout: { field: 'timeoutSeconds', scale: 1000 } },
    target: 'host',
    shape: ledgerShape,
  };
  override readonly providerName = 'Ledger';
  declare readonly host: string;
  declare readonly password: Secret<string> | undefined;
  declare readonly timeoutSeconds: number;
  declare readonly verify: boolean;

  private constructor(values: object) {
    super(LedgerConfiguration.descriptor, values);
  }

  static create(input: LedgerConfigurationInput): Result<LedgerConfiguration> {
    return createConfiguration(
      LedgerConfiguration.descriptor,
      input,
      (values) => new LedgerConfiguration(values),
    );
  }
}

const queueSchema = z.strictObject({ topic: z.string(), prefetch: z.number().optional() });
const queueDescriptor: ConfigurationDescriptor = {
  provider: 'Queue',
  schema: queueSchema,
  secrets: [],
  roles: {},
};

/** Like a configuration with a hand-written schema: nothing is known of its fields. */
export class QueueConfiguration extends ConfigurationBase {
  static readonly providerName = 'Queue';
  override readonly providerName = 'Queue';
  declare readonly topic: string;

  private constructor(values: object) {
    super(queueDescriptor, values);
  }

  static create(input: { readonly topic: string; readonly prefetch?: number }): Result<QueueConfiguration> {
    return createConfiguration(queueDescriptor, input, (values) => new QueueConfiguration(values));
  }
}

/** A valid configuration of the provider Ledger. */
export function ledgerConfiguration(input: LedgerConfigurationInput): LedgerConfiguration {
  const created = LedgerConfiguration.create(input);
  if (created.isFailure) throw new Error(created.validationErrors.join('; '));
  return created.value;
}
