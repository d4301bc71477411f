import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { municipalityIdSchema } from '../../shared/ids.ts';

/** What the processes of a fleet run find in its folder. Everything in it is made up, and the folder is deleted with the run. */
const peopleSchema = z.array(
  z.object({
    municipality: municipalityIdSchema,
    /** As the register has it, for whoever reads the pages. */
    name: z.string(),
    address: z.string(),
    /** DER, base64. */
    certificate: z.string(),
    /** Which of the keys signs for it. */
    key: z.int().min(0),
  }),
);
/** Residents whose cards the kiosks hold; several cards share a key, since making one takes a tenth of a second. */
export type FleetPeople = z.infer<typeof peopleSchema>;
export type FleetPerson = FleetPeople[number];

const settingsSchema = z.object({
  /** `https://…` of each node. */
  nodes: z.array(z.string()).min(1),
  /** PEM. */
  authority: z.string(),
  /** Public key of bindings, DER, base64. */
  bindingKey: z.string(),
  /** PKCS#8, DER, base64. */
  cardKeys: z.array(z.string()).min(1),
  /** First number of this process's kiosks, how many they are, and how many visits there are at a time. */
  kiosks: z.object({ from: z.int(), count: z.int().min(1), atOnce: z.int().min(1) }),
  /** Share of requests that meet a fault of the line, 0 to 1. */
  faults: z.number().min(0).max(1),
  /** How long a kiosk asks again when it gets no answer, ms; 0: it does not. */
  patientMs: z.number().min(0),
  /** Where documents are left for whoever reads them after the run. */
  documents: z.string(),
});
export type KioskSettings = z.infer<typeof settingsSchema>;

const credentialsSchema = z.record(z.string(), z.object({ certificate: z.string(), key: z.string() }));
export type KioskCredentials = z.infer<typeof credentialsSchema>;

const files = { people: 'people.json', credentials: 'credentials.json' } as const;

export async function writeFleetFiles(
  folder: string,
  { people, credentials }: { readonly people: FleetPeople; readonly credentials: KioskCredentials },
): Promise<void> {
  await writeFile(path.join(folder, files.people), JSON.stringify(people), { mode: 0o600 });
  await writeFile(path.join(folder, files.credentials), JSON.stringify(credentials), { mode: 0o600 });
}

export async function readFleetFiles(
  folder: string,
  settingsFile: string,
): Promise<{
  readonly people: FleetPeople;
  readonly credentials: KioskCredentials;
  readonly settings: KioskSettings;
}> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
  return {
    people: peopleSchema.parse(await read(path.join(folder, files.people))),
    credentials: credentialsSchema.parse(await read(path.join(folder, files.credentials))),
    settings: settingsSchema.parse(await read(settingsFile)),
  };
}

/** @param key as in `cardKeys` */
export function readCardKey(key: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
}

/** A kiosk's name by its number, from 1. */
export function kioskName(number: number): string {
  return `K-${String(number).padStart(5, '0')}`;
}
