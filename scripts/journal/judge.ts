import type { JournalCheck } from '../../shared/attendants.ts';
import { ok, type Result } from '../../shared/result.ts';
import { describeFault, faultOf, type JournalFault } from '../../electron/journal/journal-fault.ts';
import { readJournalFrom, type ReadJournal } from '../../electron/journal/journal-folder.ts';
import type { JournalFileName, OpenedExport } from '../../electron/journal/journal-export.ts';
import { readKey, type Sealer } from '../../electron/journal/journal-key.ts';
import { judgeWitness } from '../../electron/journal/judge-witness.ts';
import { firstPrevious, type JournalRecord } from '../../electron/journal/record.ts';
import { readWitness, type Witnessed } from '../../electron/journal/witness.ts';

/** One thing that was looked at. `holds` null: it was not looked at, or says nothing. */
export type Finding =
  | { readonly of: 'signature'; readonly holds: boolean | null; readonly key: string | null }
  | { readonly of: 'key'; readonly holds: boolean | null }
  | { readonly of: 'files'; readonly holds: boolean; readonly changed: readonly string[] }
  | { readonly of: 'chain'; readonly holds: boolean; readonly records: number; readonly why: string }
  | { readonly of: 'seals'; readonly holds: boolean | null; readonly why: string }
  | { readonly of: 'witness'; readonly holds: boolean | null; readonly why: string }
  | { readonly of: 'kiosk'; readonly holds: boolean; readonly check: JournalCheck };

export interface Judgement {
  readonly findings: readonly Finding[];
  /** Empty where the chain does not hold: what cannot be trusted is not told. */
  readonly records: readonly JournalRecord[];
  readonly holds: boolean;
  /** It has a name, so that a witness can know it. */
  readonly named: boolean;
}

/** What is known beside the files; read before them, since a kiosk that is running writes its witness last. */
export interface Beside {
  readonly sealer: Sealer | null;
  readonly witnessed: Witnessed;
}

/** @throws NotOwnError, or the system's error; EBADMSG: the key there is none */
export function readBeside(witness: string): Beside {
  const sealer = readKey(witness);
  return { sealer, witnessed: readWitness(witness, sealer) };
}

/**
 * @param wanted the beginning of the fingerprint of the key that has to have signed it, at least 20 digits; null: not told
 * @param beside null: what judges seals is not here
 */
export function judgeJournal(
  {
    files,
    opened,
  }: {
    readonly files: ReadonlyMap<JournalFileName, Uint8Array>;
    readonly opened: OpenedExport | null;
  },
  { wanted, beside }: { readonly wanted: string | null; readonly beside: Beside | null },
): Judgement {
  const sealer = beside?.sealer ?? null;
  const chain = readOf(files, null);
  const sealed = sealer && chain.ok ? readOf(files, sealer) : null;
  const findings: Finding[] = [
    ...(opened ? signed(opened, wanted) : wanted === null ? [] : [{ of: 'key', holds: false } as const]),
    chain.ok
      ? { of: 'chain', holds: true, records: chain.value.records.length, why: '' }
      : { of: 'chain', holds: false, records: 0, why: describeFault(chain.error) },
    sealed === null
      ? { of: 'seals', holds: null, why: '' }
      : { of: 'seals', holds: sealed.ok, why: sealed.ok ? '' : describeFault(sealed.error) },
  ];
  if (beside && chain.ok) {
    const { named, count, records } = chain.value;
    const hashAt = (seq: number) => ok(records[seq - 1]?.hash ?? null);
    const behind = judgeWitness({ named, count, hashAt }, beside.witnessed, beside.sealer !== null);
    findings.push({ of: 'witness', holds: behind === null, why: behind ? describeFault(behind) : '' });
  }
  if (opened) findings.push(kiosksOwn(opened, chain.ok ? chain.value.records : []));
  const holds = findings.every((finding) => finding.holds !== false);
  const named = chain.ok && chain.value.named !== null;
  return { findings, records: chain.ok ? chain.value.records : [], holds, named };
}

function signed({ signature, changed }: OpenedExport, wanted: string | null): Finding[] {
  return [
    { of: 'signature', holds: signature?.holds ?? null, key: signature?.fingerprint ?? null },
    { of: 'key', holds: wanted === null ? null : (signature?.fingerprint.startsWith(wanted) ?? false) },
    { of: 'files', holds: changed.length === 0, changed },
  ];
}

/** The manifest is signed: a journal that ends elsewhere than it says is not the one that the kiosk looked at. */
function kiosksOwn({ manifest: { check } }: OpenedExport, records: readonly JournalRecord[]): Finding {
  const head = records.at(-1)?.hash ?? firstPrevious;
  const same = !check.whole || (check.records === records.length && check.head === head);
  return { of: 'kiosk', holds: check.whole && same, check };
}

function readOf(
  files: ReadonlyMap<JournalFileName, Uint8Array>,
  sealer: Sealer | null,
): Result<ReadJournal, JournalFault> {
  return readJournalFrom((name) => {
    for (const [each, bytes] of files) if (each === name) return bytes;
    throw Object.assign(new Error(`${name} is not in it`), { code: 'ENOENT' });
  }, sealer);
}

/** Why what is beside a journal cannot be read. */
export function whyNot(error: unknown): string {
  return describeFault(faultOf(error));
}
