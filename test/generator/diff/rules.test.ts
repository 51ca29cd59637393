import { describe, expect, it } from 'vitest';
import { compareConfigurations, words } from './compare.ts';

const FIELDS = `properties:
  host: { type: string }
  port: { type: integer }
  url: { type: string }
  method: { enum: [none, password, key], default: none }
  login: { type: string }
  keyFile: { type: string }
`;

function between(before: string, after: string): readonly string[] {
  return words(compareConfigurations(`${FIELDS}${before}`, `${FIELDS}${after}`));
}

describe('rules across fields', () => {
  it.each([
    ['one that is new', '', 'exactlyOneOf: [host, url]'],
    ['a stricter one', 'atMostOneOf: [host, url]', 'exactlyOneOf: [host, url]'],
    ['more fields that exclude each other', 'atMostOneOf: [host, url]', 'atMostOneOf: [host, url, login]'],
    ['fewer fields to choose from', 'atLeastOneOf: [host, url, login]', 'atLeastOneOf: [host, url]'],
    [
      'one more thing required',
      'dependentRequired: { host: [port] }',
      'dependentRequired: { host: [port, login] }',
    ],
    [
      'another condition',
      'rules: [{ when: { method: key }, require: [keyFile] }]',
      'rules: [{ when: { method: none }, require: [keyFile] }]',
    ],
  ])('%s: breaking', (_what, before, after) => {
    expect(between(before, after)).toEqual(['breaking rules-changed']);
  });

  it.each([
    ['one that is gone', 'exactlyOneOf: [host, url]', ''],
    ['a looser one', 'exactlyOneOf: [host, url]', 'atLeastOneOf: [host, url]'],
    [
      'a condition that asks for less',
      'rules: [{ when: { method: key }, require: [keyFile], forbid: [login] }]',
      'rules: [{ when: { method: key }, require: [keyFile] }]',
    ],
  ])('%s: compatible', (_what, before, after) => {
    expect(between(before, after)).toEqual(['compatible rules-changed']);
  });

  it('that say the same in another way: none', () => {
    expect(
      between('exactlyOneOf: [host, url]', 'atLeastOneOf: [url, host]\natMostOneOf: [host, url]'),
    ).toEqual(['none rules-changed']);
  });

  it('about fields that are new refuse nothing that was taken', () => {
    const added = FIELDS.replace('  login:', '  proxy: { type: string }\n  login:');
    const changes = compareConfigurations(FIELDS, `${added}atMostOneOf: [proxy, host]`);
    expect(words(changes)).toEqual(['compatible field-added proxy', 'none rules-changed']);
    const demanding = compareConfigurations(FIELDS, `${added}dependentRequired: { host: [proxy] }`);
    expect(words(demanding)).toContain('breaking rules-changed');
  });

  it('see defaults: a default that is another may break a rule', () => {
    const rules = 'rules: [{ when: { method: key }, require: [keyFile] }]';
    const changes = compareConfigurations(
      `${FIELDS}${rules}`,
      `${FIELDS.replace('default: none', 'default: key')}${rules}`,
    );
    expect(words(changes)).toEqual(['breaking rules-changed', 'compatible default-changed method']);
  });

  it('too many to try are compared by what they say', () => {
    const names = Array.from({ length: 16 }, (_, index) => `f${index}`);
    const many = `properties:\n${names.map((name) => `  ${name}: { type: string }\n`).join('')}`;
    const rule = `atMostOneOf: [${names.join(', ')}]`;
    expect(words(compareConfigurations(`${many}${rule}`, `${many}${rule}`))).toEqual([]);
    expect(words(compareConfigurations(many, `${many}${rule}`))).toEqual(['breaking rules-changed']);
  });
});
