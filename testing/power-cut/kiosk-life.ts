import { chainOf } from '../../shared/chains.ts';
import type { EventLog } from '../../logging/event-log.ts';
import { logForPeople } from '../../logging/open-log.ts';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { attendantsConfigSchema } from '../../electron/kiosk/attendants/attendants-config.ts';
import { beginService } from '../../electron/kiosk/begin-service.ts';
import { createKiosk, type Kiosk } from '../../electron/kiosk/kiosk.ts';
import { openSite, type Site } from '../../electron/kiosk/site.ts';
import { devicesSchema } from '../../electron/devices/devices-config.ts';
import { openDevices } from '../../electron/devices/open-devices.ts';
import type { Timers } from '../../shared/timers.ts';
import { yen } from '../../shared/yen.ts';
import { stepOrders } from '../../state-machines/session/steps.ts';
import { issueAttendantCard } from '../../simulator/devices/attendant-card/attendant-card.ts';
import {
  createInProcessReader,
  type InProcessReader,
} from '../../simulator/devices/virtual-card/in-process-source.ts';
import { withSimulated } from '../../simulator/devices/simulated-drivers.ts';
import { createVirtualCard, type VirtualCard } from '../../simulator/devices/virtual-card/virtual-card.ts';
import { createFarDeadlines, farMachineDeadlines } from './far-deadlines.ts';
import type { Chip, Outside, Script, Word } from './messages.ts';
import { powerCutCash } from './power-cut-cash.ts';
import { residentPresses, staffPress } from './scripted-hands.ts';

/** Of `S-01`, the same in all lives of this process. */
const staffCard = issueAttendantCard('S-01');

export interface KioskLife {
  close(): Promise<void>;
}

/**
 * The kiosk as a site runs it, except its window: the product's own drivers, machines, journal and recovery, with somebody in
 * front who presses keys and sets a card. All other hands are outside, like everything a power cut does not reach.
 */
export async function beginLife(
  outside: Outside,
  script: Script | null,
  say: (word: Word) => void,
  writes: () => number,
): Promise<KioskLife> {
  const timers = createFarDeadlines();
  const reader = createInProcessReader({ timers });
  const log = logForPeople({ now: () => Date.now() + outside.moved }, (line) => say({ is: 'log', line }));
  const site = await siteOf(outside, reader, timers, log);
  const kiosk = createKiosk(site.ports, site.input, { clock: farMachineDeadlines });
  const hands =
    script && scriptedHands(kiosk, reader, cardOf(outside.chip), { outside, script, say, writes });
  const stopScreens = kiosk.onScreen((screen) => {
    say({ is: 'screen', kind: screen.body.kind });
    hands?.look();
  });
  const end = beginService(
    kiosk,
    {
      ...site,
      reconcile(isIdle) {
        hands?.look();
        return site.reconcile(isIdle);
      },
      async recover() {
        const interrupted = await site.recover();
        say({ is: 'started', interrupted: interrupted.map(({ code }) => code) });
        return interrupted;
      },
    },
    log,
  );
  return {
    async close() {
      stopScreens();
      await end();
      kiosk.stop();
      timers.letPass();
      await site.close();
    },
  };
}

/** The product's own drivers, journal and recovery over these lines; the reader is in this process. */
export async function siteOf(
  outside: Outside,
  reader: InProcessReader,
  timers: Timers,
  log: EventLog,
): Promise<Site> {
  const { center, moved } = outside;
  const clock = { now: () => Date.now() + moved };
  const registry = withSimulated({
    cards: reader,
    cash: {
      bus: powerCutCash,
      async openStream() {
        const socket = connect(outside.cashSocket);
        await once(socket, 'connect');
        return socket;
      },
    },
  });
  const config = devicesSchema(registry).parse({
    cardReader: { kind: 'in-process' },
    cash: { kind: 'cctalk-in-process', accepted: [10, 50, 100, 500, 1000] },
    cashless: outside.cashless,
    sheetPrinter: { uri: outside.sheetPrinter },
    receiptPrinter: { interface: outside.receiptPrinter },
  });
  const devices = await openDevices(config, {
    ...{ timers, clock, beside: (path: string) => path },
    onFault: (error) => log.caught('cashlessDriverFailed', {}, error),
  });
  if (!devices.ok) throw new Error(devices.error);
  return openSite({
    kiosk: center.kiosk,
    language: 'ja',
    steps: stepOrders['municipality-first'],
    journalFolder: outside.journal,
    center: { url: center.url, bindingKey: Buffer.from(center.bindingKey, 'base64'), line: center.line },
    devices: devices.value,
    attendants: attendantsConfigSchema.parse([
      { id: 'S-01', role: 'staff', code: { scrypt: outside.attendant.scrypt }, cardKey: staffCard.cardKey },
    ]),
    chain: chainOf(null, { pinReset: true }),
    place: { prefecture: null, nearby: null },
    secondPersonAbove: yen(10_000),
    exportFolder: null,
    cameraFolder: null,
    readsPrepared: false,
    hopperLow: 2,
    // No operator stands at this kiosk.
    restart: () => undefined,
    clock,
    timers,
    log,
  });
}

/** Looks at each screen and presses what the script wants, once; reports when whoever stood there has left. */
function scriptedHands(
  kiosk: Kiosk,
  reader: InProcessReader,
  card: VirtualCard,
  {
    outside,
    script,
    say,
    writes,
  }: {
    readonly outside: Outside;
    readonly script: Script;
    readonly say: (word: Word) => void;
    readonly writes: () => number;
  },
): { look(): void } {
  let begun = false;
  let done = false;
  let last = '';
  let scheduled = false;
  const act = (): void => {
    scheduled = false;
    if (done) return;
    const screen = kiosk.screen();
    const { kind } = screen.body;
    if (begun && (kind === 'attract' || kind === 'outOfService')) {
      done = true;
      say({ is: 'done', writes: writes(), last });
      return;
    }
    if (kind === 'setCard') reader.set(card);
    if (kind === 'takeCard') reader.set(null);
    if (screen.body.kind === 'attendantLogin') {
      if (screen.body.ask === 'number') reader.set(staffCard.card);
      if (screen.body.ask === 'takeCard') reader.set(null);
    }
    if (kind === 'message' || kind === 'attendantMessage') last = JSON.stringify(screen.body);
    const intent =
      script.who === 'resident'
        ? residentPresses(screen, script, outside.chip.holder.pin)
        : staffPress(screen, script, outside.attendant.code);
    if (intent === null) return;
    const answer = kiosk.handle({ screen: screen.id, intent });
    if (answer === 'accepted' && kind !== 'attract' && kind !== 'outOfService') begun = true;
  };
  return {
    look() {
      if (scheduled) return;
      scheduled = true;
      setImmediate(act);
    },
  };
}

/** The resident's card, as its chip says. */
export function cardOf({
  holder,
  userAuthentication,
  digitalSignature,
  signaturePassword,
}: Chip): VirtualCard {
  const pair = ({ certificate, privateKey, authority }: Chip['userAuthentication']) => ({
    certificate: Buffer.from(certificate, 'base64'),
    privateKey: createPrivateKey(privateKey),
    authority: Buffer.from(authority, 'base64'),
  });
  return createVirtualCard({
    holder,
    algorithm: 'rsa-2048',
    userAuthentication: pair(userAuthentication),
    digitalSignature: pair(digitalSignature),
    signaturePassword,
  });
}
