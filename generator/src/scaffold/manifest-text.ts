import type { ManifestIdentity } from '../model/manifest-identity.ts';
import { kebabCase } from '../model/names.ts';

const MODELINE = '# yaml-language-server: $schema=';

/** A manifest to start from, with the two fields that most systems have. */
export function manifestText(answers: ManifestIdentity, schemaPath: string): string {
  const words = kebabCase(answers.name).split('-').join(' ');
  const list = (texts: readonly string[]): string => `[${texts.map(yamlText).join(', ')}]`;
  return `${MODELINE}${schemaPath}
manifestVersion: 1
id: ${answers.id} # stable, unique, never reused
name: ${answers.name}
displayName: ${answers.name} Connection Provider
description: What is behind a connection of ${words}.
provider: ${yamlText(answers.driver)} # the driver: the npm package where there is one
dataStores: ${list(answers.dataStores)}
connectionModes: ${list(answers.connectionModes)}
priority: ${answers.priority} # higher wins where two providers serve one data store
configuration:
  required: [connectionString]
  properties:
    connectionString:
      type: string
      pattern: \\S
      secret: true
      description: Where the system is, and how to log in.
      errorMessage: Connection string is required
    connectTimeoutSeconds:
      type: integer
      exclusiveMinimum: 0
      default: 15
      unit: seconds
      role: connectTimeout
      description: How long opening the connection may take.
      errorMessage: Connect timeout must be positive
`;
}

/** The line with a path, which is right only where the manifest comes from; an address is right everywhere. */
const LINE_WITH_PATH = /^# yaml-language-server: \$schema=(?![a-z]{2,}:)\S+/m;

/** An existing manifest, with the line by which editors find the schema. */
export function withModeline(text: string, schemaPath: string): string {
  const line = `${MODELINE}${schemaPath}`;
  if (!text.includes(MODELINE)) return `${line}\n${text}`;
  return text.replace(LINE_WITH_PATH, () => line);
}

/** JSON's strings are YAML's double-quoted ones; plain words stay plain. */
function yamlText(text: string): string {
  return /^[A-Za-z][\w-]*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
