import { faultReference } from '../shared/fault-reference.ts';
import type { FoundInLog, LogLine } from '../shared/log-lines.ts';

const at = 1_790_000_000_000;

/** Lines of every gravity, the longest that there is among them. */
const lines: readonly LogLine[] = [
  {
    ...{ at, severity: 'warn', event: 'deviceTrouble', reference: null, names: null },
    says: {
      ja: '証明書の印刷機の用紙がなくなりました。',
      en: 'The sheet printer ran out of paper.',
    },
  },
  {
    ...{
      at: at - 60_000,
      severity: 'error',
      event: 'actorFailed',
      reference: faultReference(123_456),
      names: 'session session.flow.certificate.building',
    },
    says: {
      ja: 'プログラムの呼び出しが故障しました。',
      en: 'A call of the program had a fault.',
    },
  },
  {
    ...{ at: at - 120_000, severity: 'fatal', event: 'windowHopeless', reference: null, names: null },
    says: {
      ja: '画面がもどらず、終わって始め直します。',
      en: 'The window cannot be brought back: the kiosk ends and is started anew.',
    },
  },
  {
    ...{
      at: at - 180_000,
      severity: 'info',
      event: 'intentTaken',
      reference: null,
      names: 'openMaintenance',
    },
    says: { ja: '画面が押されました。', en: 'Somebody pressed something.' },
  },
];

/** What a search in a made-up log finds. */
export const sampleLog: FoundInLog = {
  lines: Array.from({ length: 3 }, () => lines).flat(),
  unreadable: 2,
  older: true,
};
