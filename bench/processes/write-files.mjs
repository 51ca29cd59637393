import { readFileSync, writeFileSync } from 'node:fs';

// The floor under a generator: files of the sizes in a list, written below a folder that has the subfolders already.
const [list, folder] = process.argv.slice(2);
const files = JSON.parse(readFileSync(list, 'utf8'));
const bytes = Buffer.alloc(Math.max(...files.map(({ size }) => size)), 'x');
for (const { path, size } of files) writeFileSync(`${folder}/${path}`, bytes.subarray(0, size));
