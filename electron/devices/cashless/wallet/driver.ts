import { defineDriver } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import { createMethod, type PayingMethod } from '../paying-method.ts';
import { walletConfigSchema, type WalletConfig } from './config.ts';
import { readWalletSecret } from './wallet-secret.ts';
import { createWallet } from './wallet.ts';

/** A QR-code wallet with an Open Payment API. */
export const opaWallet = defineDriver<WalletConfig, PayingMethod>({
  kind: 'opa-wallet',
  settings: walletConfigSchema,
  open(config, { timers, clock, beside }) {
    const secret = readWalletSecret(beside(config.secretFile));
    return secret.ok
      ? ok(createMethod(createWallet(config, secret.value, { timers, clock }), timers))
      : secret;
  },
});
