import { onEndSignal } from '../../shared/end-signals.ts';
import { systemClock } from '../../shared/dates.ts';
import { startOcspResponder } from '../authorities/ocsp-responder/ocsp-responder.ts';
import { openTestCa } from '../authorities/test-ca/test-ca.ts';

/** The authorities of the cards in a process of their own, as in the field: what they cost is not the center's. */
const [folder, moved] = process.argv.slice(2);
if (folder === undefined || moved === undefined) throw new Error('expected a folder and ms');
const clock = { now: () => systemClock.now() + Number(moved) };
const responder = await startOcspResponder(await openTestCa(folder, clock), clock);
onEndSignal(() => void responder.close());
process.stdout.write(`responder ${responder.url}\n`);
