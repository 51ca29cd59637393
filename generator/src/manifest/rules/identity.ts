import { basename, dirname } from 'node:path';
import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../../located.ts';
import { isDeviceName, isPascalCase, isReservedWord, kebabCase, pascalCase } from '../../model/names.ts';
import { textOf, textsOf } from '../../model/pick.ts';
import { UNSEEN_CHARACTERS } from '../../text/unseen-characters.ts';
import type { Report } from '../reporter.ts';

/** What npm takes for a package, a module of Node, and names of drivers that are neither. */
const DRIVER = /^(@[\w~-][\w.~-]*\/|node:)?[\w~-][\w.~-]*$/;

/** Checks the names of a manifest, one by one. */
export function checkIdentity(manifest: JsonObject, file: string, report: Report): void {
  const name = textOf(manifest['name']);
  if (name !== undefined && checkName(name, report)) checkFolder(name, file, report);
  const driver = textOf(manifest['provider']);
  if (driver !== undefined && !DRIVER.test(driver)) report('driver-form', {}, ['provider']);
  const displayName = textOf(manifest['displayName']);
  if (displayName !== undefined) checkLabel(displayName, ['displayName'], report);
  checkLabels(manifest['dataStores'], ['dataStores'], report);
  checkLabels(manifest['connectionModes'], ['connectionModes'], report);
  const { capabilities } = manifest;
  if (isJsonObject(capabilities)) checkLabels(capabilities['features'], ['capabilities', 'features'], report);
}

function checkLabels(list: Json | undefined, path: DocumentPath, report: Report): void {
  textsOf(list).forEach((text, index) => {
    checkLabel(text, [...path, index], report);
  });
}

/** Reports a name that reads otherwise than it is. True where it does not. */
export function checkLabel(text: string, path: DocumentPath, report: Report, part?: 'key'): boolean {
  const details = part === undefined ? {} : { part };
  if (text.trim() !== text || text === '') report('blank-text', {}, path, details);
  else if (UNSEEN_CHARACTERS.test(text)) report('unseen-characters', {}, path, details);
  else return true;
  return false;
}

function checkName(name: string, report: Report): boolean {
  const folder = kebabCase(name);
  if (isReservedWord(name)) report('name-reserved', { name }, ['name']);
  else if (!isPascalCase(name)) {
    const suggestion = suggestName(name);
    report('name-not-pascal', { name }, ['name'], { suggestion });
  } else if (isDeviceName(folder)) report('name-device', { name, folder }, ['name']);
  else return true;
  return false;
}

/** `mongo-db` → `MongoDb` */
function suggestName(name: string): string | undefined {
  const words = name
    .split(/[^A-Za-z0-9]+/)
    .map(pascalCase)
    .join('');
  return isPascalCase(words) ? words : undefined;
}

function checkFolder(name: string, file: string, report: Report): void {
  const expected = kebabCase(name);
  const actual = basename(dirname(file));
  if (actual !== expected) report('folder-mismatch', { name, expected, actual }, ['name']);
}
