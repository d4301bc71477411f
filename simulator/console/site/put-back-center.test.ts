import { expect, it } from 'vitest';
import { nonceSchema } from '../../../shared/ids.ts';
import { restartedSite } from '../../../testing/center/restarted-site.ts';
import { codes } from '../../../testing/municipality-codes.ts';

const site = restartedSite();

/** A start of the kiosk and its center. @returns whether Tsukuba was offered, with its number, and what the log complains of */
async function start(meanwhile: 'session' | null = null): Promise<unknown> {
  const told: string[] = [];
  const simulated = await site.start((line) => {
    told.push(
      ...(/(municipalityRulesNotBelieved|keptRulesLost).*?"why":"\w+"/.exec(line)?.slice(0, 1) ?? []),
    );
  });
  const { center, journal } = simulated.site.ports;
  try {
    if (meanwhile === 'session') {
      expect(journal.append({ type: 'session-begun' }).ok).toBe(true);
      const kioskNonce = nonceSchema.parse('ab'.repeat(16));
      const begun = await center.beginSession({
        service: 'certificates',
        municipality: codes.tsukuba,
        kioskNonce,
      });
      expect(begun.ok).toBe(true);
    }
    const answer = await center.offersOf(codes.tsukuba);
    const tsukuba = (answer.ok ? answer.value : null)?.offer;
    return { offered: tsukuba !== undefined, number: tsukuba?.rules ?? null, told };
  } finally {
    await simulated.close();
  }
}

it('a kiosk that has believed a municipality’s rules does not believe a center that knows of none, after a start either', async () => {
  expect(await start('session')).toEqual({ offered: true, number: 1, told: [] });
  expect(await start()).toEqual({ offered: true, number: 1, told: [] });
  // The center was put back to a time before.
  await site.registers().query('DELETE FROM municipality_rules');
  expect(await start()).toMatchObject({
    offered: false,
    told: [expect.stringContaining('"why":"unsigned"')],
  });
});
