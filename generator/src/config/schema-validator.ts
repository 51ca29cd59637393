import { Ajv, type ErrorObject, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type { Json, JsonObject } from '../located.ts';
import { FORMAT_PATTERNS } from '../model/formats.ts';
import { UNIQUE_ITEMS } from './unique-items.ts';

/** One thing that a schema refuses. */
export interface SchemaError {
  /** A JSON pointer to the value. */
  readonly pointer: string;
  /** The keyword that refuses it. */
  readonly keyword: string;
}

/** Everything a schema refuses in a value; empty for a valid one. */
export type Validate = (value: Json) => readonly SchemaError[];

const OPTIONS: Options = {
  allErrors: true,
  ownProperties: true,
  // Rules across fields stand in schemas of their own, without a type and without the fields.
  strictTypes: false,
  strictRequired: false,
  logger: false,
  messages: false,
};

/** What the emitter writes for editors. */
const ANNOTATIONS = ['deprecationMessage'];

const NONE: readonly SchemaError[] = [];

let emitted: Ajv | undefined;
let handWritten: Ajv | undefined;

/** Compiles a schema that the emitter wrote: an unknown keyword or format in it is a bug and throws. */
export function compileEmittedSchema(schema: JsonObject): Validate {
  // Its emitter is tested: checking the schema against the schema of schemas would cost more than all the rest.
  emitted ??= withOurMeaning(new Ajv({ ...OPTIONS, strict: true, validateSchema: false })).addVocabulary(
    ANNOTATIONS,
  );
  return compile(emitted, schema);
}

/**
 * Compiles a schema that was converted from a hand-written one. Keywords and formats that are not known are ignored.
 *
 * @throws where it is no valid JSON Schema.
 */
export function compileForeignSchema(schema: JsonObject): Validate {
  if (handWritten === undefined) {
    handWritten = new Ajv({ ...OPTIONS, strict: false });
    addFormats.default(handWritten);
    withOurMeaning(handWritten);
  }
  const { $id: _, ...anonymous } = schema;
  return compile(handWritten, anonymous);
}

/** Formats and `uniqueItems` mean the same here, in manifests and at run time. */
function withOurMeaning(ajv: Ajv): Ajv {
  for (const [format, pattern] of Object.entries(FORMAT_PATTERNS)) {
    ajv.addFormat(format, new RegExp(pattern, 'u'));
  }
  return ajv.removeKeyword(UNIQUE_ITEMS.keyword).addKeyword(UNIQUE_ITEMS);
}

function compile(ajv: Ajv, schema: JsonObject): Validate {
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? NONE : (validate.errors ?? []).map(plainError));
}

function plainError({ instancePath, keyword }: ErrorObject): SchemaError {
  return { pointer: instancePath, keyword };
}
