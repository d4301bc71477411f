import { join, resolve } from 'node:path';
import { findChromium } from '../../electron/host/chromium-browser.ts';
import { kioskConfigJsonSchema, readKioskConfig } from '../../electron/kiosk/config.ts';
import { runInChromium } from '../../electron/main-chromium.ts';
import { isMissing } from '../../electron/kiosk/first-start/is-missing.ts';
import { readWords, runCommand, WrongWords } from '../../shared/command-options.ts';
import { checkConfig } from '../commands/check-config.ts';
import { hasDisplay } from '../commands/display.ts';
import { enrolCommand } from '../commands/enrol.ts';
import { printHash } from '../commands/hash-code.ts';
import { acceptClock, beginJournal, clearAlarm, journalFolders } from '../commands/journal-commands.ts';
import { productRoot, versionLine } from '../setup/product-root.ts';

const usualFile = '/etc/komado/kiosk/kiosk.json';

const help = `Usage: komado-kiosk [options]

Runs the kiosk of a site on its real devices, in the distribution's Chromium, on the display that DISPLAY names. The service
komado-kiosk does this; by hand, the other options are for whoever sets the kiosk up or looks after it, as the user komado:
runuser -u komado -- komado-kiosk --check-config

  --config FILE    the site's configuration (default ${usualFile})
  --first-start    where there is no configuration, has it made at the screen by whoever has the center's one-time code, and
                   starts with it
  --check-config   checks the configuration and the files that it names, touches no device, and ends
  --config-schema  prints the JSON Schema of a configuration, for editors
  --enrol          reads the one-time code that the center has printed (--enrol-code there) from the terminal or standard input,
                   makes this kiosk's key, and gets its certificate; a code in an argument could be read by every user of the machine
  --hash-code      reads an attendant's code (6 to 10 digits) from standard input and prints its hash for the configuration; a code
                   in an argument could be read by every user of the machine
  --clear-alarm    somebody has looked into the alarm that locks this kiosk: clears it, in the journal, and ends
  --clock-is-right the kiosk is out of service because its clock is behind the journal's last record, and somebody has checked: the
                   clock is right now and was ahead then; the journal records that, and the command ends
  --begin-journal  somebody has looked into a journal that cannot go on: keeps its files, begins a new one, carries over every record
                   that can be read, and ends. Stop the service before these three
  --version        the version
  --help           this text

Exit codes: 0 ended as asked, 1 could not start or failed, 2 wrong arguments or configuration.
`;

const alone = [
  'check-config',
  'config-schema',
  'hash-code',
  'enrol',
  'clear-alarm',
  'clock-is-right',
  'begin-journal',
] as const;

async function run(args: readonly string[]): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const values = readWords(args, {
    config: { type: 'string', default: usualFile },
    'first-start': flag,
    ...{ 'check-config': flag, 'config-schema': flag, 'hash-code': flag, enrol: flag },
    ...{ 'clear-alarm': flag, 'clock-is-right': flag, 'begin-journal': flag },
    ...{ version: flag, help: flag },
  });
  const [task, ...more] = alone.filter((name) => values[name]);
  if (more.length > 0) throw new WrongWords(`--${more.join(', --')}: one task at a time`);
  if (values.help || values.version) {
    console.log(values.help ? help.trimEnd() : versionLine());
    return 0;
  }
  if (task === 'hash-code') return printHash();
  if (task === 'config-schema') {
    console.log(JSON.stringify(kioskConfigJsonSchema(), null, 2));
    return 0;
  }
  const file = resolve(values.config);
  if (task === 'check-config') return checkConfig(file);
  if (task === 'enrol') return enrolCommand(file, 'komado-kiosk');
  if (task === undefined) return runKiosk(file, values['first-start'] ?? false);
  if (values['first-start'])
    throw new WrongWords('--first-start: starts a kiosk, and goes with no other task');
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(`komado-kiosk: ${config.error}`);
    return 2;
  }
  const site = { file, value: config.value };
  const folders = journalFolders(site, '.');
  if (task === 'begin-journal') return (await beginJournal(folders, site)) ? 0 : 1;
  if (task === 'clock-is-right') return acceptClock(folders) ? 0 : 1;
  return clearAlarm(folders) ? 0 : 1;
}

/** Reads the configuration itself, after it has looked whether an earlier one has to come back. */
async function runKiosk(file: string, firstStart: boolean): Promise<number> {
  if (!firstStart && isMissing(file)) {
    console.error(`komado-kiosk: ${file}: cannot be read (--first-start has it made at the screen)`);
    return 2;
  }
  if (!(await hasDisplay()))
    throw new WrongWords('DISPLAY: a kiosk needs a display (or WAYLAND_DISPLAY), and none is set');
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is not installed: install the Debian package chromium');
  return runInChromium(executable, file, join(productRoot, 'page'), { firstStart });
}

process.exitCode = await runCommand({ name: 'komado-kiosk', call: 'komado-kiosk' }, () =>
  run(process.argv.slice(2)),
);
