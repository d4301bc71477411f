import { openSealKeys } from '../../issuing-center/seal/seal-keys.ts';
import { buildVerifierPage } from '../page/build-page.ts';
import { systemClock } from '../../shared/dates.ts';
const own = await openSealKeys('/tmp/dkeys', [], systemClock);
const t = performance.now();
await buildVerifierPage('/tmp/verify.html', { rootKey: own.rootPublicKey, keys: JSON.stringify(await own.sealKeyList()), voids: null });
console.log(Math.round(performance.now() - t));
