import { endpoints } from '../../shared/endpoints.ts';
import { isSameHead, type JournalHead } from '../../shared/journal-head.ts';
import { err, type Result } from '../../shared/result.ts';
import { delays } from '../../state-machines/delays.ts';
import type { CenterFault, CenterPort } from '../../state-machines/ports.ts';
import type { CenterHttp } from './http.ts';

/** The journal, as far as the center may know it better. */
export interface WitnessedJournal {
  head(): JournalHead;
  /** Null: it cannot be told, and the journal itself says why. */
  has(known: JournalHead): boolean | null;
  /** The center knows of records that are not there. */
  onMissing(): void;
}

/** Keeps the center informed how far the journal has come, and compares what it knew. */
export interface JournalHeadClient {
  /**
   * Resolves with null once the center's knowledge has been compared since the start, whatever came out; the journal is told.
   * Else why the center could not be asked.
   */
  compared(): Promise<CenterFault | null>;
  /** Tells the center the latest head, soon. What it does not hear is told with the next one. */
  tell(): void;
}

/** What a kiosk asks for before it does anything that needs a whole journal. */
type GatedCenter = Pick<CenterPort, 'offers' | 'findTransaction' | 'claimRefund'>;

/** Nobody is served, and no refund is claimed, before the center's knowledge of the journal was compared. */
export function afterComparing(center: GatedCenter, heads: JournalHeadClient): GatedCenter {
  async function first<T>(ask: () => Promise<Result<T, CenterFault>>): Promise<Result<T, CenterFault>> {
    const fault = await heads.compared();
    return fault === null ? ask() : err(fault);
  }
  return {
    offers() {
      heads.tell();
      return first(() => center.offers());
    },
    findTransaction: (code) => first(() => center.findTransaction(code)),
    claimRefund: (claim) => first(() => center.claimRefund(claim)),
  };
}

/** A little less than the machine's deadline, so that "slow" is reported here, where the cause is known. */
const answerMs = delays.centerAnswers - 500;

export function createJournalHeadClient(http: CenterHttp, journal: WitnessedJournal): JournalHeadClient {
  /** What the center knows and this journal has; null: not compared yet. */
  let agreed: JournalHead | null = null;
  let missing = false;
  let asking: Promise<CenterFault | null> | null = null;
  /** It was told to tell while it was asking: there may be a later head. */
  let again = false;

  async function ask(): Promise<CenterFault | null> {
    // The second time it names what the center knows; a third could only mean that another kiosk speaks in this one's name.
    for (let times = 0; times < 3; times += 1) {
      const head = journal.head();
      const told = await http.call(
        endpoints.journalHead,
        {},
        { head, after: agreed, missing: null },
        answerMs,
      );
      if (!told.ok) return told.error;
      const { known } = told.value;
      if (known === null) return { fault: 'nonsense' };
      const there = journal.has(known);
      // Neither agreed nor missing: the kiosk serves nobody with such a journal, and it is compared when it can be.
      if (there === null) return { fault: 'nonsense' };
      if (!there) {
        missing = true;
        journal.onMissing();
        // Nobody is served here either way; a center that did not hear it learns it at the next start.
        const said = { head: null, after: null, missing: known };
        const heard = await http.call(endpoints.journalHead, {}, said, answerMs);
        return heard.ok ? null : heard.error;
      }
      agreed = known;
      if (isSameHead(known, head)) return null;
    }
    return { fault: 'nonsense' };
  }
  const once = (): Promise<CenterFault | null> => {
    asking ??= ask().finally(() => {
      asking = null;
      if (!again) return;
      again = false;
      tell();
    });
    return asking;
  };

  function tell(): void {
    if (missing || isSameHead(agreed, journal.head())) return;
    if (asking) again = true;
    else
      once().then(
        () => undefined,
        () => undefined,
      );
  }

  return {
    async compared() {
      return agreed !== null || missing ? null : once();
    },
    tell,
  };
}
