import type { ConfigurationProvider } from '../../../../generator/src/config/provider-index.ts';
import type { Shape } from '../../../../generator/src/model/model.ts';
import { model, object, property, provider, schema } from './models.ts';

const TEXT: Shape = { kind: 'string' };
const CERTIFICATE = property('certPath', TEXT, { required: true });

/** The branches of an authentication method, as a definition. */
const AUTH: Shape = {
  kind: 'union',
  discriminator: 'method',
  branches: [
    {
      values: ['password'],
      object: object([
        property('method', { kind: 'literal', values: ['password'] }, { required: true }),
        property('userName', TEXT, { required: true }),
        property('password', { kind: 'string', minLength: 8 }, { required: true, secret: true }),
      ]),
    },
    {
      values: ['certificate'],
      object: object([
        property('method', { kind: 'literal', values: ['certificate'] }, { required: true }),
        CERTIFICATE,
        property('port', { kind: 'integer', maximum: 10 }),
      ]),
    },
  ],
};

/** One provider with a field for every keyword of the language. */
export const EVERYTHING: ConfigurationProvider = provider(
  model(
    { id: 9, name: 'Everything', driver: 'driver-of-all' },
    object(
      [
        property('host', { kind: 'string', minLength: 2, maxLength: 5 }, { required: true }),
        property('port', { kind: 'integer', minimum: 1, maximum: 65535 }, { default: 5432 }),
        property('ratio', { kind: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }),
        property('step', { kind: 'integer', multipleOf: 5 }),
        property('code', { kind: 'string', pattern: '^[A-Z]{2}$' }),
        property('mail', { kind: 'string', format: 'email' }),
        property('tls', { kind: 'literal', values: ['require', 'prefer', 'disable'] }),
        property('token', { kind: 'literal', values: ['alpha', 'beta'] }, { secret: true }),
        property('fixed', { kind: 'literal', values: [1] }, { messages: { '*': 'Fixed is one' } }),
        property('isOn', { kind: 'boolean' }),
        property('nothing', { kind: 'null' }),
        property('tags', {
          kind: 'array',
          items: schema({ kind: 'string', minLength: 1 }),
          minItems: 1,
          maxItems: 3,
          uniqueItems: true,
        }),
        property('servers', {
          kind: 'array',
          items: schema(
            object([property('name', TEXT, { required: true }), property('weight', { kind: 'integer' })]),
          ),
          uniqueItems: false,
        }),
        property('labels', { kind: 'map', values: schema({ kind: 'integer' }) }),
        property('size', {
          kind: 'alternatives',
          options: [
            schema({ kind: 'integer', minimum: 1 }),
            schema({ kind: 'string', pattern: '^\\d+[kM]$' }),
          ],
        }),
        property('auth', { kind: 'reference', definition: 'Auth' }),
      ],
      {},
    ),
    [{ name: 'Auth', schema: schema(AUTH) }],
  ),
);
