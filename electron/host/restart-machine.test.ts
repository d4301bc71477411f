import { expect, it } from 'vitest';
import { err, ok } from '../../shared/result.ts';
import { restartMachine } from './restart-machine.ts';

function machine(can: string, ran: string[] = []) {
  return (program: string, ...all: readonly string[]): Promise<string> => {
    ran.push([program, ...all].join(' '));
    return Promise.resolve(program === 'busctl' ? `s "${can}"\n` : '');
  };
}

it('asks whether it may, and restarts the machine without asking anybody for a password', async () => {
  const ran: string[] = [];
  expect(await restartMachine(machine('yes', ran))).toEqual(ok(undefined));
  expect(ran.map((each) => each.split(' ')[0])).toEqual(['busctl', 'systemctl']);
  expect(ran[1]).toBe('systemctl reboot --no-wall --no-ask-password');
});

it.each([
  ['no', 'notAllowed'],
  ['challenge', 'notAllowed'],
  ['na', 'notPossible'],
] as const)('touches nothing where the machine answers %s', async (can, fault) => {
  const ran: string[] = [];
  expect(await restartMachine(machine(can, ran))).toEqual(err(fault));
  expect(ran).toHaveLength(1);
});

it('says that it is not possible where nobody answers, as on a machine without systemd', async () => {
  expect(await restartMachine(() => Promise.reject(new Error('no bus')))).toEqual(err('notPossible'));
});
