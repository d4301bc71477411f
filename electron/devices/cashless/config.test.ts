import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../../shared/dates.ts';
import { deviceSchema } from '../../../shared/device-driver.ts';
import { createManualTimers } from '../../../testing/manual-timers.ts';
import { createCashless } from './cashless-port.ts';
import { opaWallet } from './wallet/driver.ts';
import { readWalletSecret } from './wallet/wallet-secret.ts';

const wallet = { url: 'https://apigw.paypay.ne.jp', apiKey: 'k', secretFile: 'wallet.secret', merchant: '1' };

it('there is no cashless method unless it is configured', () => {
  expect(createCashless({}).methods).toEqual([]);
  expect(createCashless({ wallet: null, contactless: null }).methods).toEqual([]);
});

it('a wallet without its secret is not opened, and the error names the file beside the configuration', async () => {
  const { open } = deviceSchema([opaWallet]).parse(wallet);
  const context = { timers: createManualTimers(), clock: systemClock, onFault: () => undefined };
  const opened = await open({ ...context, beside: (path) => `/no-such-folder/${path}` });
  expect(opened).toEqual({
    ok: false,
    error: 'cashless.wallet.secretFile: /no-such-folder/wallet.secret: cannot be read',
  });
});

it.each([
  ['https://apigw.paypay.ne.jp', true],
  ['http://127.0.0.1:8900', true],
  ['http://apigw.paypay.ne.jp', false],
  ['http://127.0.0.1.example.jp', false],
  ['ftp://127.0.0.1', false],
])('a wallet provider is reached over TLS, or on this machine: %s', (url, good) => {
  expect(deviceSchema([opaWallet]).safeParse({ ...wallet, url }).success).toBe(good);
});

it.each([
  { ...wallet, apiKey: 'a:b' },
  { ...wallet, apiKey: 'a\nb' },
  { ...wallet, pollMs: 100 },
  { ...wallet, secret: 'in the configuration' },
])('a wrong setting of the wallet is refused', (wrong) => {
  expect(deviceSchema([opaWallet]).safeParse(wrong).success).toBe(false);
});

it("the wallet's secret must be a file readable only by its owner, and no error shows its contents", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'komado-wallet-'));
  const file = join(folder, 'wallet.secret');
  expect(readWalletSecret(file)).toEqual({ ok: false, error: `${file}: cannot be read` });
  await writeFile(file, 'hush\n', { mode: 0o600 });
  expect(readWalletSecret(file)).toEqual({ ok: true, value: 'hush' });
  await chmod(file, 0o644);
  const open = readWalletSecret(file);
  expect(open.ok ? '' : open.error).toMatch(/0600/);
  expect(JSON.stringify(open)).not.toContain('hush');
  await chmod(file, 0o600);
  await writeFile(file, ' \n');
  expect(readWalletSecret(file).ok).toBe(false);
  await rm(folder, { recursive: true });
});
