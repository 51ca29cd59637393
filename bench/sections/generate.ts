import { join } from 'node:path';
import { type Command, timeCommand } from '../command.ts';
import { bareNode, WriteFloor } from '../floor.ts';
import { fromNothingAims, fromNothingJob } from '../from-nothing-aims.ts';
import { installPeers, type Peers } from '../install-peers.ts';
import type { BenchOptions, Row, Run } from '../measure.ts';
import { PEERS, type Peer, peerCommand, preparePeer, removePeerOutputs } from '../peers.ts';
import { createProject, extconn, outputsOf, removeOutputs } from '../project.ts';
import { measureCommands, refusal, type Subject } from '../subject.ts';

const SIZES = [1, 100, 1000, 10_000];
const QUICK_SIZES = [1, 20];
/** Sizes that take so long that there are fewer runs. */
const LARGE = 5000;
const LARGE_RUNS = 3;
/** Milliseconds a peer may take for one run. */
const PEER_LIMIT = 120_000;

/** From nothing to everything generated, beside other generators and beside what cannot be avoided. */
export const run: Run = async (options) => {
  const peers = await installPeers(options.log);
  const rows: Row[] = [];
  for (const size of options.quick ? QUICK_SIZES : SIZES) {
    options.log(`${size} from nothing`);
    rows.push(...(await measureSize(options, peers, size)));
  }
  return { rows, aims: fromNothingAims(rows) };
};

async function measureSize(options: BenchOptions, peers: Peers, size: number): Promise<readonly Row[]> {
  await using project = await createProject(size);
  await timeCommand(extconn(project, 'generate'));
  const floor = new WriteFloor(options.folder, outputsOf(project));
  const ours: Subject = {
    subject: 'extconn',
    role: 'ours',
    command: extconn(project, 'generate'),
    prepare: () => removeOutputs(project, 'facts'),
    note: 'configuration, factory, provider, JSON Schema, index',
  };
  const cold: Subject = {
    ...ours,
    subject: 'extconn, no cache',
    prepare: () => removeOutputs(project, 'nothing'),
    note: 'reads the hand-written classes too',
  };
  const floors: readonly Subject[] = [
    {
      subject: 'the same bytes written',
      role: 'floor',
      command: floor.command,
      prepare: () => floor.clear(),
    },
    { subject: 'node -e 0', role: 'floor', command: bareNode(options.folder) },
  ];
  const { able, rows } = await preparePeers(options.folder, peers, size);
  const job = fromNothingJob(size);
  if (size < LARGE)
    return [...(await measureCommands(job, [ours, cold, ...floors, ...able], options)), ...rows];
  return [
    ...(await measureCommands(job, [ours, ...floors], { runs: LARGE_RUNS })),
    ...(await measureCommands(job, [cold, ...able], { runs: 1, warmUps: 0 })),
    ...rows,
  ];
}

/** Those peers that can do it, and rows that say why the others cannot. */
async function preparePeers(folder: string, peers: Peers, size: number) {
  const job = fromNothingJob(size);
  const able: Subject[] = [];
  const rows: Row[] = [];
  for (const peer of PEERS) {
    const subject = 'modules' in peers ? subjectOf(peer, peers.modules, folder, size) : undefined;
    const note = subject === undefined ? ('reason' in peers ? peers.reason : '') : await refusal(subject);
    if (subject !== undefined && note === undefined) able.push(subject);
    else
      rows.push({ job, subject: peer.name, role: 'peer', unit: 'ms', figure: undefined, note: note ?? '' });
  }
  return { able, rows };
}

function subjectOf(peer: Peer, modules: string, folder: string, size: number): Subject {
  const own = join(folder, `${peer.name.replace(/\W/g, '-')}-${size}`);
  preparePeer(peer, modules, own, size);
  const command: Command = { ...peerCommand(peer, own), timeout: PEER_LIMIT };
  return {
    subject: peer.name,
    role: 'peer',
    command,
    prepare: () => removePeerOutputs(own),
    note: peer.makes,
  };
}
