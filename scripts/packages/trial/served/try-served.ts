import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { holderCard } from '../../../../simulator/devices/virtual-card/card-kinds.ts';
import { missingForEvePrinter } from '../../../../testing/eve-printer.ts';
import { isThere } from '../exposure.ts';
import type { DebianRoot } from '../debian-root.ts';
import { pictureOf, untilProperty } from '../services.ts';
import { expectThat, type Steps } from '../steps.ts';
import { changeCenter, changeKiosk, kioskName, trialMunicipality, type TrialPorts } from '../trial-site.ts';
import { farDevicesNeed, openFarDevices, type FarDevices } from './far-devices.ts';
import { judgeServed } from './judge-served.ts';
import { listeningResident } from './listening-resident.ts';
import type { MadeUpAuthorities } from './made-up-authorities.ts';
import { writeMadeUpDelivery, type ServedResident } from './made-up-delivery.ts';

const what = 'a resident is served from the installed packages';

export interface ServedTrial {
  readonly root: DebianRoot;
  readonly ports: TrialPorts;
  readonly authorities: MadeUpAuthorities;
  readonly steps: Steps;
  /** Waits until the center is ready to issue. */
  readonly untilReady: () => Promise<void>;
  /** Where a picture of the last screen is put. */
  readonly picture: string;
}

/** From registers that are delivered as CSV to a sheet that its receiver finds genuine, with the installed programs alone. */
export async function tryServed(trial: ServedTrial): Promise<void> {
  const { steps } = trial;
  const missing = [
    ...missingForEvePrinter(),
    ...['pdftotext', 'pdftoppm', 'qpdf'].filter((tool) => !isThere(tool)),
  ];
  if (missing.length > 0) {
    steps.notTried(what, `not installed: ${missing.join(', ')}`);
    return;
  }
  const database = await workOnServer(trial);
  if (database === null) return;
  const resident = await fillRegisters(trial, database);
  if (resident === null || !(await enrol(trial))) return;
  const far = await openDevices(trial);
  if (far === null) return;
  try {
    await serve(trial, resident, far);
  } finally {
    await far.close();
  }
}

const cashSchema = z.looseObject({ port: z.string(), bus: z.unknown() });
const centerUser = { user: 'komado-center' } as const;
const install = ['apt-get', '--quiet', '--yes', '--no-install-recommends', 'install'] as const;
const centerCommand = ['komado-center', '--config', '/etc/komado/center/center.json'] as const;

/** As the guide has it for a center of more than one node; the embedded database of before stays where it is. */
async function workOnServer({ root, steps, untilReady }: ServedTrial): Promise<string | null> {
  let address: string | null = null;
  await steps.try('the center works on Debian’s PostgreSQL, without a password', async () => {
    await must(root, [...install, 'postgresql']);
    const asPostgres = ['runuser', '-u', 'postgres', '--'] as const;
    await must(root, [...asPostgres, 'createuser', 'komado-center']);
    await must(root, [...asPostgres, 'createdb', '--owner=komado-center', 'komado']);
    // Another one where this machine has a server of its own, whose network is also the root's.
    const port = /^\d+ +main +(\d+) +online/m.exec(await must(root, ['pg_lsclusters', '-h']))?.[1];
    expectThat(port !== undefined, 'the server does not run');
    const url = `postgres:///komado?host=/run/postgresql&user=komado-center${port === '5432' ? '' : `&port=${port}`}`;
    changeCenter(root, { database: { kind: 'postgresql', url } });
    await must(root, [...centerCommand, '--check-config'], centerUser);
    await must(root, ['systemctl', 'restart', 'komado-center']);
    await untilReady();
    address = url;
  });
  return address;
}

async function fillRegisters(
  { root, authorities, steps }: ServedTrial,
  database: string,
): Promise<ServedResident | null> {
  let resident: ServedResident | null = null;
  await steps.try('a municipality’s delivery is entered beside it (komado-registers import)', async () => {
    const folder = '/var/tmp/delivery';
    mkdirSync(root.at(folder), { recursive: true });
    const made = await writeMadeUpDelivery(root.at(folder), trialMunicipality.code, authorities.ca);
    const said = await must(root, ['komado-registers', 'import', folder, '--database', database], centerUser);
    expectThat(/^residents\.csv: \d+ rows, \d+ added/m.test(said), said);
    expectThat(!made.personal.some((word) => said.includes(word)), 'the report of the import names a person');
    resident = made;
  });
  return resident;
}

async function enrol({ root, steps }: ServedTrial): Promise<boolean> {
  return steps.try('a kiosk gets its certificate with the center’s one-time code', async () => {
    await must(root, ['systemctl', 'stop', 'komado-kiosk']);
    // A kiosk of before was given its credentials by hand; one that enrols has none.
    await must(root, ['rm', '-r', '/var/lib/komado/line']);
    const said = await must(root, [...centerCommand, '--enrol-code', kioskName], centerUser);
    const code = /\b[A-Z0-9]{5}(?:-[A-Z0-9]{5}){8}\b/.exec(said)?.[0];
    expectThat(code !== undefined, `no code: ${said}`);
    await must(root, ['komado-kiosk', '--enrol'], { user: 'komado', input: `${code}\n` });
    await must(root, ['komado-kiosk', '--check-config'], { user: 'komado' });
  });
}

async function openDevices({ root, steps }: ServedTrial): Promise<FarDevices | null> {
  let far: FarDevices | null = null;
  await steps.try('card reader, cash, printers and voice are at the far end of its lines', async () => {
    await must(root, [...install, 'xdotool', ...farDevicesNeed]);
    const { cash } = z.object({ cash: cashSchema }).parse(changeKiosk(root, {}));
    far = await openFarDevices(root, cash);
  });
  return far;
}

/** What the screens say, and how what is on them is called, as the voice reads it. */
const words = {
  begins: 'おんせいがはじまりました。',
  start: 'がめんに さわってください。',
  certificates: 'そのほか。',
  understood: 'わかりました。',
  home: 'おすまいのしくちょうそん。',
  place: 'つくばし。',
  onward: 'すすむ。',
  setCard: 'マイナンバーカードをおいてください。',
  askPin: 'よんけたのあんしょうばんごうをおしてください。',
  takeCard: 'カードをおとりください。',
  which: 'どのしょうめいしょがいりますか。',
  record: 'じゅうみんひょうのうつし。',
  pay: 'しはらいえすすむ。',
  due: 'おかねをいれてください。',
  takeEverything: 'ぜんぶおとりください。',
  taken: 'ぜんぶとりました。',
} as const;

const price = 150;
const paid = 1000;

async function serve(
  trial: ServedTrial,
  { holder, personal }: ServedResident,
  far: FarDevices,
): Promise<void> {
  const { root, authorities, steps, picture } = trial;
  const hoppersBefore = worth(far);
  const served = await steps.try(
    'a resident who sees nothing takes a residence record: by ear and keys, from the invitation to the sheets',
    async () => {
      const place = { prefecture: trialMunicipality.prefecture, nearby: [trialMunicipality.code] };
      changeKiosk(root, { ...far.config, place });
      await must(root, ['komado-kiosk', '--check-config'], { user: 'komado' });
      await must(root, ['systemctl', 'restart', 'komado-kiosk']);
      await untilProperty(root, 'komado-kiosk', 'ActiveState', 'active');
      const card = await holderCard(authorities.ca, holder, 'card2016');
      const me = listeningResident(root, far.voice.said);
      try {
        await me.key('193');
        await me.waitFor(words.begins);
        await me.choose(words.start);
        await me.choose(words.certificates);
        await me.choose(words.understood);
        await me.choose(words.home);
        await me.choose(words.place);
        await me.choose(words.onward);
        await me.waitFor(words.setCard);
        await far.setCard(card);
        await me.waitFor(words.askPin);
        for (const digit of holder.pin) await me.key(digit);
        await me.key('Return');
        await me.waitFor(words.takeCard);
        await far.setCard(null);
        await me.waitFor(words.which);
        await me.choose(words.record);
        await me.choose(words.onward);
        await me.choose(words.pay);
        await me.waitFor(words.due);
        await far.cash.insertNote(paid);
        await me.waitFor(words.takeEverything);
        await me.choose(words.taken);
      } finally {
        await pictureOf(root, picture);
      }
    },
  );
  if (!served) return;
  const money = { inserted: paid, price, outOfHoppers: hoppersBefore - worth(far) };
  await judgeServed({ ...trial, resident: { holder, personal }, far, money });
}

/** What is in the hoppers, yen. */
function worth({ cash }: FarDevices): number {
  return cash.levels().reduce((sum, { value, count }) => sum + value * count, 0);
}

/** Runs what has to succeed. @returns what it said */
async function must(
  root: DebianRoot,
  command: readonly string[],
  how: Parameters<DebianRoot['run']>[1] = {},
): Promise<string> {
  const { code, text } = await root.run(command, how);
  expectThat(code === 0, `${command.join(' ')} ended with ${code}: ${text.slice(-2_000)}`);
  return text;
}
