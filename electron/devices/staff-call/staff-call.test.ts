import { afterEach, expect, it } from 'vitest';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import type { Contacts } from '../room-lines/contacts.ts';
import { openStaffCallContact } from './contact.ts';
import { openStaffCallProgram } from './program.ts';
import { systemTimers } from '../../../shared/timers.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** A program of a store: answers each line that it reads by this script of its own. */
function program(script: string): string[] {
  const reads = `require('node:readline').createInterface({input:process.stdin}).on('line',(line)=>{${script}})`;
  return [process.execPath, '-e', reads];
}

it('calls through a program of the site, and hears that staff have heard', async () => {
  const call = openStaffCallProgram(program(`if(line==='call')console.log('sent\\nheard')`), systemTimers);
  open.push(call);
  const heard = new Promise<void>((resolve) => {
    call.onHeard(resolve);
  });
  expect(call.fitted).toBe(true);
  expect(await call.call()).toEqual({ ok: true, value: undefined });
  await heard;
});

it('tells the program when nobody need come any more', async () => {
  const call = openStaffCallProgram(
    program(`if(line==='call')console.log('sent');if(line==='end')console.log('heard')`),
    systemTimers,
  );
  open.push(call);
  expect((await call.call()).ok).toBe(true);
  const ended = new Promise<void>((resolve) => {
    call.onHeard(resolve);
  });
  call.end();
  await ended;
});

it('says when the program could not send the call, when it ends, and when there is none', async () => {
  for (const words of [program(`console.log('failed')`), program('process.exit(1)'), ['/no/such/program']]) {
    const call = openStaffCallProgram(words, createManualTimers());
    open.push(call);
    expect(await call.call()).toEqual({ ok: false, error: { fault: 'notSent' } });
  }
});

/** A serial port whose contacts a test closes. */
function scriptedContacts() {
  const lines = { rts: false, dtr: false, cts: false, dsr: false, dcd: false };
  let gone = false;
  const orGone = <T>(value: T): Promise<T> =>
    gone ? Promise.reject(new Error('the port is gone')) : Promise.resolve(value);
  const contacts: Contacts = {
    read: (input) => orGone(lines[input]),
    set(output, on) {
      if (!gone) lines[output] = on;
      return orGone(undefined);
    },
    close: () => Promise.resolve(),
  };
  return {
    lines,
    open: () => orGone(contacts),
    unplug() {
      gone = true;
    },
  };
}

it('rings a bell at a contact until staff press their key', async () => {
  const timers = createManualTimers();
  const { lines, open: openPort } = scriptedContacts();
  const call = openStaffCallContact({ bell: 'rts', heard: 'cts' }, openPort, timers);
  open.push(call);
  let heard = 0;
  call.onHeard(() => {
    heard += 1;
  });
  await timers.runUntil(() => timers.pending() > 0);
  expect((await call.call()).ok).toBe(true);
  expect(lines.rts).toBe(true);
  lines.cts = true;
  await timers.runUntil(() => heard === 1);
  await timers.runUntil(() => !lines.rts);
  // Held or pressed again, the key says nothing new.
  lines.cts = false;
  timers.advance(1_000);
  lines.cts = true;
  timers.advance(1_000);
  expect(heard).toBe(1);
});

it('stops ringing when nobody need come any more, and when it is closed', async () => {
  const timers = createManualTimers();
  const { lines, open: openPort } = scriptedContacts();
  const call = openStaffCallContact({ bell: 'dtr', heard: null }, openPort, timers);
  await timers.runUntil(() => timers.pending() > 0);
  await call.call();
  expect(lines.dtr).toBe(true);
  call.end();
  await timers.runUntil(() => !lines.dtr);
  await call.call();
  await call.close();
  expect(lines.dtr).toBe(false);
});

it('cannot call at a port that is gone', async () => {
  const timers = createManualTimers();
  const port = scriptedContacts();
  const call = openStaffCallContact({ bell: 'rts', heard: 'cts' }, port.open, timers);
  open.push(call);
  await timers.runUntil(() => timers.pending() > 0);
  port.unplug();
  expect(await call.call()).toEqual({ ok: false, error: { fault: 'notSent' } });
});
