import type { ConfigurationSchema } from '../configuration.ts';
import { describeIssue } from '../validation-errors.ts';

/** What the runtime needs of a schema of Zod 3. */
interface Zod3Schema {
  safeParse(
    input: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Zod3Issue[] } };
}

interface Zod3Issue {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly options?: readonly unknown[];
}

/** A schema that was written by hand, with Zod 4 or Zod 3, as the runtime uses it. */
export function handWrittenSchema(schema: ConfigurationSchema | Zod3Schema): ConfigurationSchema {
  return '_zod' in schema ? (schema as ConfigurationSchema) : fromZod3(schema as Zod3Schema);
}

function fromZod3(schema: Zod3Schema): ConfigurationSchema {
  return {
    safeParse(input) {
      const outcome = schema.safeParse(input);
      if (outcome.success) return outcome;
      const issues = outcome.error.issues.map((issue) => ({ path: issue.path, message: sentenceOf(issue) }));
      return { success: false, error: { issues } };
    },
  };
}

/** Zod 3 does not name the setting, and of a value that is not listed it says the value, which may be a secret. */
function sentenceOf({ code, path, message, options }: Zod3Issue): string {
  if (code === 'invalid_enum_value')
    return describeIssue({ code: 'invalid_value', path, input: '', values: options });
  const setting = path.length === 0 ? 'The configuration' : path.join('.');
  return message === 'Required' ? `${setting} is required` : `${setting}: ${message}`;
}
