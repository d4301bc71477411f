import { defineDriver } from '../../../../shared/device-driver.ts';
import { err, ok } from '../../../../shared/result.ts';
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
    if (!secret.ok) return err(`cashless.wallet.secretFile: ${secret.error}`);
    return ok(createMethod(createWallet(config, secret.value, { timers, clock }), timers));
  },
});
