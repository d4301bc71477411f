import { closeSync, constants, fsyncSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NotOwnError, openOwnFile, ownerOnly, readOwnFile } from '../../logging/own-file.ts';
import { municipalityIdSchema, type MunicipalityId } from '../../shared/ids.ts';
import { rulesNumberSchema } from '../../shared/municipality-rules.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { codeOf } from '../journal/journal-fault.ts';
import type { Sealer } from '../journal/journal-key.ts';
import { syncFolder } from '../journal/sync-folder.ts';
import { jsonOf } from '../../shared/json-of.ts';

/** Beside the journal's witness and key: whoever puts back the journal alone does not put back this. */
export const keptRulesFile = 'rules.kept';
/** What could not be read is set aside under this name, so that somebody can look at it. */
export const unreadableRulesFile = 'rules.kept.unreadable';

const numbersSchema = z.record(municipalityIdSchema, rulesNumberSchema);
const fileSchema = z.strictObject({ version: z.literal(1), numbers: numbersSchema, seal: z.string() });

/**
 * Why the numbers of before are not known, or not kept: there is no file, it is not one that this kiosk has sealed, it may be
 * somebody else's, or the disk failed.
 */
export type KeptRulesFault = 'missing' | 'unreadable' | 'notOwn' | 'notRead' | 'notWritten';

/** The highest number of each municipality's rules that this kiosk has ever believed, over its starts. */
export interface KeptRules {
  /** 0: none was ever believed. */
  highest(id: MunicipalityId): number;
  /** Keeps numbers that are higher than those of before; when it returns they are on disk, or the fault was told. */
  keep(numbers: ReadonlyMap<MunicipalityId, number>): void;
}

/** Numbers that are gone with the process: of a kiosk without a journal, which serves nobody. */
export function rulesInMemory(): KeptRules {
  const highest = new Map<MunicipalityId, number>();
  return {
    highest: (id) => highest.get(id) ?? 0,
    keep: (numbers) => {
      raise(highest, numbers);
    },
  };
}

/**
 * Opens what an earlier start has kept in a folder that is this process's alone. Numbers that cannot be read are not guessed: the fault is told, and
 * the kiosk begins as a new one does, with what its center has now.
 * @param sealer of this kiosk, so that a file of another kiosk is none
 * @param isNew no earlier start can have kept anything
 * @param onFault called once for each fault that begins
 */
export function openKeptRules(
  folder: string,
  sealer: Sealer,
  { isNew, onFault }: { readonly isNew: boolean; readonly onFault: (fault: KeptRulesFault) => void },
): KeptRules {
  const path = join(folder, keptRulesFile);
  const read = readKept(path, sealer);
  if (!read.ok && !(read.error === 'missing' && isNew)) onFault(read.error);
  const kept = new Map(read.ok ? read.value : []);
  let written = read.ok;
  let isInTheWay = !read.ok && read.error === 'unreadable';
  let told = false;

  function write(): void {
    try {
      if (isInTheWay) renameSync(path, join(folder, unreadableRulesFile));
      isInTheWay = false;
      writeKept(folder, kept, sealer);
      written = true;
      told = false;
    } catch {
      // Tried again at every look at the offers; until then the numbers are known in memory alone.
      written = false;
      if (!told) onFault('notWritten');
      told = true;
    }
  }

  // What may be somebody else's is left alone, and so is what a failing disk may still have.
  const isLeftAlone = !read.ok && (read.error === 'notOwn' || read.error === 'notRead');
  if (!isLeftAlone && !written) write();
  return {
    highest: (id) => kept.get(id) ?? 0,
    keep(numbers) {
      const raised = raise(kept, numbers);
      if (!isLeftAlone && (raised || !written)) write();
    },
  };
}

function raise(highest: Map<MunicipalityId, number>, numbers: ReadonlyMap<MunicipalityId, number>): boolean {
  const higher = [...numbers].filter(([id, number]) => number > (highest.get(id) ?? 0));
  for (const [id, number] of higher) highest.set(id, number);
  return higher.length > 0;
}

function readKept(
  path: string,
  sealer: Sealer,
): Result<readonly (readonly [MunicipalityId, number])[], KeptRulesFault> {
  let text: string;
  try {
    text = readOwnFile(path, ownerOnly).toString('utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return err('missing');
    return err(error instanceof NotOwnError ? 'notOwn' : 'notRead');
  }
  const file = fileSchema.safeParse(jsonOf(text));
  if (!file.success) return err('unreadable');
  const numbers = entriesOf(file.data.numbers);
  return sealer.isSealed(sealedText(numbers), file.data.seal) ? ok(numbers) : err('unreadable');
}

function entriesOf(numbers: z.infer<typeof numbersSchema>): readonly (readonly [MunicipalityId, number])[] {
  return Object.entries(numbers)
    .map(([id, number]) => [municipalityIdSchema.parse(id), number] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
}

/** The head keeps these numbers from passing for anything else that the same key seals. */
function sealedText(numbers: readonly (readonly [MunicipalityId, number])[]): string {
  return JSON.stringify(['rules', numbers]);
}

/** The file is whole under its name, or the one of before is. @throws NotOwnError, or the system's error */
function writeKept(folder: string, kept: ReadonlyMap<MunicipalityId, number>, sealer: Sealer): void {
  const { O_CREAT, O_TRUNC, O_WRONLY } = constants;
  const path = join(folder, keptRulesFile);
  const numbers = entriesOf(Object.fromEntries(kept));
  const text = JSON.stringify({
    ...{ version: 1, numbers: Object.fromEntries(numbers) },
    seal: sealer.seal(sealedText(numbers)),
  });
  const file = openOwnFile(`${path}.new`, O_WRONLY | O_CREAT | O_TRUNC, ownerOnly);
  try {
    writeFileSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  syncFolder(folder);
}
