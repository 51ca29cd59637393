/** One field of a configuration, in no tool's language. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'boolean';
  readonly description: string;
  readonly isRequired?: boolean;
  readonly isSecret?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly string[];
  readonly default?: string | number | boolean;
}

/** The configuration that every tool is given. */
export const FIELDS: readonly Field[] = [
  { name: 'host', type: 'string', isRequired: true, description: 'The machine to connect to.' },
  {
    name: 'port',
    type: 'integer',
    minimum: 1,
    maximum: 65535,
    default: 4711,
    description: 'Where it listens.',
  },
  { name: 'database', type: 'string', isRequired: true, description: 'The database to open.' },
  { name: 'userName', type: 'string', description: 'Who connects.' },
  { name: 'password', type: 'string', isSecret: true, description: 'What proves it.' },
  {
    name: 'connectTimeout',
    type: 'integer',
    minimum: 1,
    default: 30,
    description: 'Seconds to wait for an answer.',
  },
  { name: 'useTls', type: 'boolean', default: true, description: 'Whether the line is encrypted.' },
  {
    name: 'logLevel',
    type: 'string',
    values: ['debug', 'info', 'warn', 'error'],
    default: 'info',
    description: 'How much is logged.',
  },
];

/** A name of letters only, another one for every index: `SystemAaaa`, `SystemAaab`, … */
export function systemName(index: number): string {
  const letters = [17576, 676, 26, 1].map((weight) =>
    String.fromCharCode(97 + (Math.floor(index / weight) % 26)),
  );
  const [first = '', ...rest] = letters;
  return `System${first.toUpperCase()}${rest.join('')}`;
}

/** As folders and files are named: `system-aaab`. */
export function kebabName(index: number): string {
  return `system-${systemName(index).slice('System'.length).toLowerCase()}`;
}
