import { describe, expect, it } from 'vitest';
import { Line, type Standing } from '../../../../runtime/src/pool/line.ts';
import { createRandom } from './load.ts';

interface Item extends Standing<Item> {
  readonly name: number;
}

const item = (name: number): Item => ({ name, before: undefined, after: undefined });

describe('Line', () => {
  it('keeps the order of a set, whatever is taken out', () => {
    const random = createRandom(3);
    const line = new Line<Item>();
    const expected = new Set<Item>();
    const items = Array.from({ length: 8 }, (_, name) => item(name));
    for (let step = 0; step < 5000; step += 1) {
      const chosen = items[Math.floor(random() * items.length)] ?? item(-1);
      if (expected.has(chosen) || random() < 0.3) {
        expect(line.delete(chosen)).toBe(expected.delete(chosen));
      } else {
        line.add(chosen);
        expected.add(chosen);
      }
      expect([...line]).toEqual([...expected]);
      expect(line.size).toBe(expected.size);
      expect(line.first).toBe([...expected][0]);
    }
  });

  it('leaves nothing of what was taken out hanging on the rest', () => {
    const line = new Line<Item>();
    const [first, second, third] = [item(1), item(2), item(3)];
    for (const added of [first, second, third]) line.add(added);
    for (const gone of [second, first, third]) {
      expect(line.delete(gone)).toBe(true);
      expect(gone).toMatchObject({ before: undefined, after: undefined });
      expect(line.delete(gone)).toBe(false);
    }
    expect(line.first).toBeUndefined();
  });

  it('is gone through as it stood, though those that stand there leave meanwhile', () => {
    const line = new Line<Item>();
    for (const name of [1, 2, 3]) line.add(item(name));
    const seen: number[] = [];
    for (const at of line) {
      seen.push(at.name);
      line.delete(at);
    }
    expect(seen).toEqual([1, 2, 3]);
    expect(line.size).toBe(0);
  });
});
