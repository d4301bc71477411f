import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadMunicipalities } from '../../issuing-center/municipalities/load.ts';
import type { Municipality } from '../../issuing-center/municipalities/schema.ts';
import {
  certificateKinds,
  certificateKindSchema,
  fiscalYearSchema,
  itemIdSchema,
  languages,
  languageSchema,
  maxCopies,
  variantIdSchema,
  type CertificateKind,
  type ItemId,
} from '../../shared/certificates.ts';
import { payMethods, payMethodSchema } from '../../shared/cashless.ts';
import { isoDateSchema, type IsoDate } from '../../shared/dates.ts';
import { kioskServiceSchema } from '../../shared/service-screens.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { toldToEnd } from './told-to-end.ts';
import { runDemo, type DemoOptions } from '../../simulator/console/demonstration/demo.ts';
import { holders, usualHolders, type Holder } from '../../simulator/residents/holders.ts';
import { holderCardKinds } from '../../simulator/devices/virtual-card/card-kinds.ts';

/** The days on which a demonstration can play: since there are My Number cards, and until the first made-up one ends. */
const days = {
  first: '2016-01-01',
  last: holders.flatMap(({ stayEndsOn }) => stayEndsOn ?? []).toSorted()[0] ?? '2099-12-31',
};

const help = `Usage: npm run demo -- [options]

One demonstration resident from the main menu to paper, through the real screens, without a display.

  --municipality ID    ${Object.keys(usualHolders).join(', ')} (default tsukuba)
  --certificate KIND   ${certificateKinds.slice(0, 4).join(', ')},
                       ${certificateKinds.slice(4).join(', ')} (default residenceRecord)
  --variant NAME       full or individual register, domestic or travel certificate
  --year YEAR          fiscal year of a tax certificate, 2026 (default: the latest available)
  --service NAME       certificates (default), enrolment, signaturePassword, pin
  --card KIND          ${holderCardKinds.join(', ')} (default card2016)
  --holder ID          whose card (default: somebody who can take it; "list" prints all)
  --day YYYY-MM-DD     the day on which it plays, ${days.first} to ${days.last} (default: today; for a
                       service that has ended, its last day)
  --language CODE      of the screens: ${languages.join(', ')} (default ja)
  --household          for the whole household instead of only the holder
  --show ITEMS         items to show, separated by commas: relationship,domicile,nationality,residenceStatus,myNumber
  --copies N           1 to ${maxCopies} (default 1)
  --pay METHOD         cash, wallet, contactless (default cash)
  --size WxH           the panel in pixels (default 1024x768)
  --out DIR            where the results go (default out/demo)
  --state DIR          keys, cards, registers and journal (default var/console, with --day another)
  --help               this text

Exit codes: 0 paper came out and was handed over, 1 it did not, 2 wrong arguments.
`;

class WrongArguments extends Error {}

async function readOptions(args: readonly string[]): Promise<DemoOptions | 'help' | 'list'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      municipality: text,
      certificate: text,
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
    },
  });
  if (values.help) return 'help';
  if (values.holder === 'list') return 'list';
  const data = await loadMunicipalities();
  const municipalities = [...data.keys()];
  const given = values.holder === undefined ? undefined : holders.find(({ id }) => id === values.holder);
  if (values.holder !== undefined && !given) {
    throw new WrongArguments(`--holder: there is no holder "${values.holder}"; --holder list prints all`);
  }
  const municipality = municipalityIdSchema.safeParse(
    values.municipality ?? given?.municipality ?? 'tsukuba',
  );
  if (!municipality.success || !municipalities.includes(municipality.data)) {
    throw new WrongArguments(`--municipality: expected one of ${municipalities.join(', ')}`);
  }
  const certificate = certificateKindSchema.safeParse(values.certificate ?? 'residenceRecord');
  if (!certificate.success)
    throw new WrongArguments(`--certificate: expected one of ${certificateKinds.join(', ')}`);
  const offering = data.get(municipality.data);
  const offered = offering?.services.find(({ kind }) => kind === certificate.data);
  if (!offering || !offered) {
    const kinds = offering?.services.map(({ kind }) => kind).join(', ') ?? '';
    throw new WrongArguments(`--certificate: ${municipality.data} offers ${kinds}`);
  }
  const service = kioskServiceSchema.safeParse(values.service ?? 'certificates');
  if (!service.success)
    throw new WrongArguments(`--service: expected one of ${kioskServiceSchema.options.join(', ')}`);
  const card = z.enum(holderCardKinds).safeParse(values.card ?? 'card2016');
  if (!card.success) throw new WrongArguments(`--card: expected one of ${holderCardKinds.join(', ')}`);
  const holder = given ?? usualHolder(municipality.data);
  const variant = variantIdSchema.nullable().safeParse(values.variant ?? null);
  if (!variant.success)
    throw new WrongArguments(`--variant: expected one of ${variantIdSchema.options.join(', ')}`);
  const year = fiscalYearSchema.nullable().safeParse(values.year === undefined ? null : Number(values.year));
  if (!year.success) throw new WrongArguments('--year: expected a year like 2026');
  const day = isoDateSchema.nullable().safeParse(values.day ?? lastDay(offering, certificate.data));
  if (!day.success || (day.data !== null && (day.data < days.first || day.data > days.last)))
    throw new WrongArguments(`--day: expected a day like 2024-03-29, from ${days.first} to ${days.last}`);
  const language = languageSchema.safeParse(values.language ?? 'ja');
  if (!language.success) throw new WrongArguments(`--language: expected one of ${languages.join(', ')}`);
  const pay = payMethodSchema.safeParse(values.pay ?? 'cash');
  if (!pay.success) throw new WrongArguments(`--pay: expected one of ${payMethods.join(', ')}`);
  const copies = Number(values.copies ?? 1);
  if (!Number.isInteger(copies) || copies < 1 || copies > maxCopies) {
    throw new WrongArguments(`--copies: expected a number from 1 to ${maxCopies}`);
  }
  const [width = 0, height = 0] = (values.size ?? '1024x768').split('x').map(Number);
  if (
    !Number.isInteger(width) ||
    !Number.isInteger(height) ||
    width < 640 ||
    height < 480 ||
    width > 7680 ||
    height > 7680
  ) {
    throw new WrongArguments('--size: expected WIDTHxHEIGHT in pixels, 640x480 to 7680x7680');
  }
  return {
    holder: holder.id,
    municipality: municipality.data,
    card: card.data,
    service: service.data,
    certificate: certificate.data,
    variant: variant.data,
    year: year.data,
    day: day.data,
    language: language.data,
    household: values.household ?? false,
    shown: readItems(values.show),
    copies,
    pay: pay.data,
    out: resolve(values.out ?? 'out/demo'),
    // Cards made for another day are different cards.
    state: resolve(values.state ?? (day.data === null ? 'var/console' : `var/console-${day.data}`)),
    size: { width, height },
  };
}

function usualHolder(municipality: string): Holder {
  const holder = holders.find(({ id }) => id === usualHolders[municipality]);
  if (!holder) throw new WrongArguments(`--municipality: nobody in ${municipality} has a card`);
  return holder;
}

/** The last day of a service that has ended; null while it goes on. */
function lastDay({ services }: Municipality, kind: CertificateKind): IsoDate | null {
  const prices = services.find((service) => service.kind === kind)?.prices ?? [];
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
      throw new WrongArguments(`--show: "${name}" is not one of ${itemIdSchema.options.join(', ')}`);
    return item.data;
  });
}

/** Runs the demonstration. @returns the exit code */
export async function demo(args: readonly string[]): Promise<number> {
  const told = toldToEnd();
  try {
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
    const handedOver = await runDemo(options, (line) => console.log(line), told.signal);
    return handedOver ? 0 : 1;
  } catch (error) {
    if (told.signal.aborted) return told.exitCode(1);
    const message = error instanceof Error ? error.message : String(error);
    const wrong = error instanceof WrongArguments || (error instanceof TypeError && 'code' in error);
    console.error(`demo: ${message}${wrong ? '\n\n' + help : ''}`);
    return wrong ? 2 : 1;
  } finally {
    told.done();
  }
}

if (import.meta.main) process.exitCode = await demo(process.argv.slice(2));
