import { defineDriver } from '../../../../shared/device-driver.ts';
import { ok } from '../../../../shared/result.ts';
import { createMethod, type PayingMethod } from '../paying-method.ts';
import { terminalConfigSchema, type TerminalConfig } from './config.ts';
import { createTerminal } from './terminal.ts';

/** A contactless terminal that speaks nexo Sale to POI. */
export const nexoTerminal = defineDriver<TerminalConfig, PayingMethod>({
  kind: 'nexo-terminal',
  settings: terminalConfigSchema,
  open: (config, time) => ok(createMethod(createTerminal(config, time), time.timers)),
});
