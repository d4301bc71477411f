import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import type { EnrolFault } from '../../electron/center-client/enrol.ts';
import { readKioskConfig } from '../../electron/kiosk/config.ts';
import { enrolmentUrl, enrolSite } from '../../electron/kiosk/enrol-site.ts';
import { readKioskCode, type KioskCode } from '../../shared/kiosk-code.ts';
import { WrongWords } from '../../shared/command-options.ts';

/**
 * Gets a kiosk its key and certificate with the one-time code that the center has printed, and says what to do where there is
 * none. The code comes in by standard input: in an argument every user of the machine could read it.
 * @param file the site's configuration
 * @param name how the command is called
 * @returns the exit code: 0 done, 1 not done, 2 the configuration or the code is not right
 */
export async function enrolCommand(
  file: string,
  name: string,
  typed: () => Promise<string> = typedCode,
): Promise<number> {
  const config = await readKioskConfig(file);
  if (!config.ok) {
    console.error(`${name}: ${config.error}`);
    return 2;
  }
  const code = readCode(await typed());
  const enrolled = await enrolSite(config.value, file, code);
  if (!enrolled.ok) {
    console.error(`${name}: ${adviceOn(enrolled.error, enrolmentUrl(config.value))}`);
    return 1;
  }
  const { daysLeft } = enrolled.value;
  console.log(
    `${config.value.kiosk} has its certificate, for ${daysLeft} days; a kiosk that runs uses it from its next start on`,
  );
  return 0;
}

async function typedCode(): Promise<string> {
  if (!process.stdin.isTTY) return text(process.stdin);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question('Code from the center: ');
  } finally {
    terminal.close();
  }
}

/** @throws WrongWords: what was typed is no code; nothing of it is repeated */
function readCode(typed: string): KioskCode {
  const code = readKioskCode(typed);
  if (code === 'length')
    throw new WrongWords('--enrol: expected nine groups of five letters on standard input');
  if ('group' in code)
    throw new WrongWords(`--enrol: group ${code.group} of the code is not as the center printed it`);
  return code;
}

/** What happened, and the next step. */
function adviceOn(fault: EnrolFault, url: string): string {
  switch (fault.fault) {
    case 'line':
      return `the center is not reached at ${url} (${fault.why}): see "When the center is not reached" in docs/site.md; then the same command and code again`;
    case 'otherCenter':
      return `what answers at ${url} is not the center that the code is from, so nothing was sent: check the address (center.enrolment); if it is right, somebody is in between`;
    case 'codeRefused':
      return 'the center does not accept the code: it is of another kiosk, older than a day, used, no longer the latest, or was tried too often. Have a new one made there (--enrol-code). If it was used and this kiosk has no certificate (--check-config), tell the center at once: somebody else has';
    case 'tooOften':
      return 'the center has been asked too often from this address: the same command and code again in a few minutes';
    case 'notUnderstood':
      return 'kiosk and center do not understand each other: are both of the same version, and their clocks right?';
    case 'files':
      return `${fault.message}: as the kiosk's own user, with a folder that it may write, the same command and code again`;
  }
}
