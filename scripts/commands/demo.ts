import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import { choosableItems } from '../../issuing-center/rules/items.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import type { Service } from '../../issuing-center/municipalities/service-schema.ts';
import {
  certificateKey,
  certificateKinds,
  fiscalYearSchema,
  itemIdSchema,
  maxCopies,
  type CertificateKind,
  type ItemId,
} from '../../shared/certificates.ts';
import { languages } from '../../shared/languages.ts';
import { namedBy, shortName } from '../../shared/municipality-names.ts';
import { payMethods } from '../../shared/cashless.ts';
import { folderToReplace, folderToWrite } from '../setup/command-folders.ts';
import {
  oneOf,
  readWords,
  refuseUnused,
  runCommand,
  windowSize,
  wholeNumber,
  WrongWords,
} from '../../shared/command-options.ts';
import { isoDateSchema, type IsoDate } from '../../shared/dates.ts';
import { fitsWant, purposeIds, purposeOf, type PurposeId } from '../../shared/purposes.ts';
import { kioskServiceSchema } from '../../shared/service-screens.ts';
import { toldToEnd } from './told-to-end.ts';
import type { DemoOptions } from '../../simulator/console/demonstration/demo.ts';
import { holders, usualHolders, type Holder } from '../../simulator/residents/holders.ts';
import { holderCardKinds } from '../../simulator/devices/virtual-card/card-kinds.ts';

/** The days on which a demonstration can play: since there are My Number cards, and until the first made-up one ends. */
const days = {
  first: '2016-01-01',
  last: holders.flatMap(({ stayEndsOn }) => stayEndsOn ?? []).toSorted()[0] ?? '2099-12-31',
};

const data = await loadMunicipalities();

const help = `Usage: npm run demo -- [options]

One demonstration resident from the main menu to paper, through the real screens, without a display.

  --municipality CODE  its national code (with or without check digit) or short name (default tsukuba):
${listed()}
  --certificate KIND   ${certificateKinds.slice(0, 4).join(', ')},
                       ${certificateKinds.slice(4).join(', ')}, or the municipality's
                       own name of one, incomeForChildAllowance (default: its first)
  --purpose NAME       what it is for, which chooses certificate, persons and items: ${purposeIds.slice(0, 4).join(', ')},
                       ${purposeIds.slice(4).join(', ')} (default: the resident knows which certificate)
  --variant NAME       full or individual register, domestic or travel certificate
  --year YEAR          fiscal year of a tax certificate, 2026 (default: the latest available)
  --service NAME       certificates (default), enrolment, signaturePassword, pin
  --card KIND          ${holderCardKinds.join(', ')} (default card2016)
  --holder ID          whose card (default: somebody who can take it; "list" prints all)
  --day YYYY-MM-DD     the day on which it plays, ${days.first} to ${days.last} (default: today; for a
                       service that has ended, its last day)
  --language CODE      of the screens: ${languages.join(', ')} (default ja)
  --household          for the whole household instead of only the holder
  --show ITEMS         items to show, separated by commas: ${itemIdSchema.options.slice(0, 5).join(',')},
                       ${itemIdSchema.options.slice(5).join(',')}
  --copies N           1 to ${maxCopies} (default 1)
  --pay METHOD         cash, wallet, contactless (default cash)
  --size WxH           the panel in pixels (default 1024x768)
  --out DIR            where the results go (default out/demo)
  --state DIR          keys, cards, registers and journal (default var/console, with --day another)
  --help               this text

Exit codes: 0 paper came out and was handed over, 1 it did not, 2 wrong arguments, 3 the kiosk does not issue it to this holder:
the result says why.
`;

/** What `npm run demo` leaves in its folder from the beginning. */
const left = ['screens', 'session.json'];

async function readOptions(args: readonly string[]): Promise<DemoOptions | 'help' | 'list'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    municipality: text,
    certificate: text,
    purpose: text,
    variant: text,
    year: text,
    service: text,
    card: text,
    day: text,
    holder: text,
    language: text,
    household: flag,
    show: text,
    copies: text,
    pay: text,
    size: text,
    out: text,
    state: text,
    help: flag,
  });
  if (values.help) return 'help';
  if (values.holder === 'list') return 'list';
  const given = values.holder === undefined ? undefined : holders.find(({ id }) => id === values.holder);
  if (values.holder !== undefined && !given)
    throw new WrongWords(`--holder: there is no holder "${values.holder}"; --holder list prints all`);
  const offering = municipalityOf(values.municipality ?? given?.municipality ?? 'tsukuba');
  const service = oneOf('--service', kioskServiceSchema.options, values.service ?? 'certificates');
  if (service !== 'certificates')
    refuseUnused(values, ofCertificates, `is for certificates, not for --service ${service}`);
  const purpose = values.purpose === undefined ? null : oneOf('--purpose', purposeIds, values.purpose);
  if (purpose !== null) refuseUnused(values, chosenByPurpose, 'is chosen by --purpose');
  const certificate =
    purpose !== null
      ? forPurpose(purpose, offering)
      : (values.certificate ?? offering.services.map(certificateKey)[0] ?? 'residenceRecord');
  const offered = offering.services.find((one) => certificateKey(one) === certificate);
  if (!offered) {
    const kinds = offering.services.map(certificateKey).join(', ');
    throw new WrongWords(`--certificate: ${shortName(offering)} offers ${kinds}`);
  }
  refuseUnused(values, notOf(offered), `a ${certificate} of ${shortName(offering)} has no such choice`);
  const day = isoDateSchema.nullable().safeParse(values.day ?? lastDay(offered));
  if (!day.success || (day.data !== null && (day.data < days.first || day.data > days.last)))
    throw new WrongWords(`--day: expected a day like 2024-03-29, from ${days.first} to ${days.last}`);
  const variants = offered.variants ?? [];
  const year = fiscalYearSchema.nullable().safeParse(values.year === undefined ? null : Number(values.year));
  if (!year.success) throw new WrongWords('--year: expected a year like 2026');
  // Cards made for another day are different cards.
  const usualState = day.data === null ? 'var/console' : `var/console-${day.data}`;
  return {
    holder: (given ?? usualHolder(offering.id)).id,
    municipality: offering.id,
    card: oneOf('--card', holderCardKinds, values.card ?? 'card2016'),
    service,
    certificate,
    variant: values.variant === undefined ? null : oneOf('--variant', variants, values.variant),
    year: year.data,
    day: day.data,
    language: oneOf('--language', languages, values.language ?? 'ja'),
    household: values.household ?? false,
    shown: readItems(values.show),
    copies: wholeNumber('--copies', values.copies ?? '1', 1, maxCopies),
    purpose,
    pay: oneOf('--pay', payMethods, values.pay ?? 'cash'),
    size: windowSize('--size', values.size ?? '1024x768'),
    out: await folderToReplace('--out', values.out ?? 'out/demo', left),
    state: await folderToWrite('--state', values.state ?? usualState),
  };
}

const chosenByPurpose = ['certificate', 'variant', 'year', 'household', 'show', 'copies'];

/** The certificate that a purpose chooses at a municipality. */
function forPurpose(purpose: PurposeId, { services }: Municipality): string {
  const fitting = purposeOf(purpose).wants.flatMap(
    (want) => services.find((one) => fitsWant(one, want)) ?? [],
  );
  const [first] = fitting;
  if (first === undefined) throw new WrongWords(`--purpose: nothing that is offered there fits ${purpose}`);
  return certificateKey(first);
}

const ofCertificates = ['purpose', 'certificate', 'variant', 'year', 'household', 'show', 'copies', 'pay'];

const ofOthersToo: readonly CertificateKind[] = [
  'residenceRecord',
  'residenceRecordItems',
  'familyRegister',
  'familyRegisterAddresses',
];

/** The options that change nothing at a certificate. */
function notOf({ kind, variants = [], yearsBefore, items = [] }: Service): readonly string[] {
  return [
    ...(variants.length > 0 ? [] : ['variant']),
    ...(yearsBefore === undefined ? ['year'] : []),
    ...(ofOthersToo.includes(kind) ? [] : ['household']),
    ...(choosableItems({ items }).length > 0 ? [] : ['show']),
  ];
}

/** The one municipality that a word names. */
function municipalityOf(word: string): Municipality {
  const found = namedBy(word, data.values());
  const [one] = found;
  if (one === undefined)
    throw new WrongWords(
      `--municipality: expected the code or the name of one of ${[...data.values()].map((each) => `${each.id} ${shortName(each)}`).join(', ')}`,
    );
  if (found.length > 1)
    throw new WrongWords(
      `--municipality: ${word} is ${found.map(({ id }) => id).join(' or ')}: give the code`,
    );
  return one;
}

/** Codes and short names, three to a line. */
function listed(): string {
  const all = [...data.values()].map((one) => `${one.id} ${shortName(one)}`.padEnd(20));
  const lines = Array.from({ length: Math.ceil(all.length / 3) }, (_, at) => all.slice(at * 3, at * 3 + 3));
  return lines.map((line) => `                       ${line.join('').trimEnd()}`).join('\n');
}

function usualHolder(municipality: string): Holder {
  const holder = holders.find(({ id }) => id === usualHolders[municipality]);
  if (!holder) throw new WrongWords(`--municipality: nobody in ${municipality} has a card`);
  return holder;
}

/** The last day of a service that has ended; null while it goes on. */
function lastDay({ prices }: Service): IsoDate | null {
  const ends = prices.map(({ until }) => until);
  if (ends.includes(null)) return null;
  return (
    ends
      .flatMap((end) => end ?? [])
      .sort()
      .at(-1) ?? null
  );
}

function readItems(list: string | undefined): ItemId[] {
  if (list === undefined || list === '') return [];
  return list.split(',').map((name) => {
    const item = itemIdSchema.safeParse(name);
    if (!item.success)
      throw new WrongWords(`--show: "${name}" is not one of ${itemIdSchema.options.join(', ')}`);
    return item.data;
  });
}

/** Runs the demonstration. @returns the exit code */
export function demo(args: readonly string[]): Promise<number> {
  return runCommand({ name: 'demo', call: 'npm run demo' }, async () => {
    const options = await readOptions(args);
    if (options === 'help') {
      process.stdout.write(help);
      return 0;
    }
    if (options === 'list') {
      for (const { id, municipality, note } of holders)
        console.log(`${id.padEnd(24)} ${municipality.padEnd(10)} ${note}`);
      return 0;
    }
    const told = toldToEnd();
    try {
      const { runDemo } = await import('../../simulator/console/demonstration/demo.ts');
      return exitCodes[await runDemo(options, (line) => console.log(line), told.signal)];
    } catch (error) {
      if (told.signal.aborted) return told.exitCode(1);
      throw error;
    } finally {
      told.done();
    }
  });
}

const exitCodes = { handedOver: 0, ended: 1, refused: 3 } as const;

if (import.meta.main) process.exitCode = await demo(process.argv.slice(2));
