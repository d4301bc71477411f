import type { EnrolmentEntry } from '../../issuing-center/registers/enrolments.ts';
import type { CertificateKey } from '../../issuing-center/registers/user-certificates.ts';
import type { Instant } from '../../shared/dates.ts';
import { municipalityIdSchema } from '../../shared/ids.ts';
import { codes } from '../../testing/municipality-codes.ts';

const dayMs = 86_400_000;

interface EnrolmentSketch {
  readonly number: string;
  readonly resident: string;
  readonly municipality: string;
  readonly state: EnrolmentEntry['state'];
  readonly daysAgo: number;
  /** Made with the certificate the card had before its renewal. */
  readonly earlierCertificate?: true;
}

const sketches: readonly EnrolmentSketch[] = [
  {
    number: 'E-0001-MHON',
    resident: 'tsukuba-leaving',
    municipality: codes.tomakomai,
    state: 'registered',
    daysAgo: 90,
  },
  {
    number: 'E-0002-MHON',
    resident: 'arakawa-tsuji',
    municipality: codes.tsukuba,
    state: 'registered',
    daysAgo: 400,
  },
  {
    number: 'E-0003-MHON',
    resident: 'tsukuba-pending',
    municipality: codes.minato,
    state: 'received',
    daysAgo: 2,
  },
  {
    number: 'E-0004-MHON',
    resident: 'tsukuba-void',
    municipality: codes.minato,
    state: 'registered',
    daysAgo: 700,
    earlierCertificate: true,
  },
  {
    number: 'E-0005-MHON',
    resident: 'minato-new',
    municipality: codes.tomakomai,
    state: 'registered',
    daysAgo: 300,
  },
];

/** A serial number that the test CA never gives: 20 zero bytes. */
const earlierSerial = '00'.repeat(20);

/** The enrolments that made-up residents have made with their cards. */
export function enrolments(
  keys: ReadonlyMap<string, CertificateKey>,
  now: Instant,
): readonly EnrolmentEntry[] {
  return sketches.flatMap(({ number, resident, municipality, state, daysAgo, earlierCertificate }) => {
    const key = keys.get(resident);
    if (!key) return [];
    const entry: EnrolmentEntry = {
      id: number,
      resident,
      municipality: municipalityIdSchema.parse(municipality),
      issuerKeyId: key.issuerKeyId,
      serial: earlierCertificate === true ? earlierSerial : key.serial,
      state,
      madeAt: now - daysAgo * dayMs,
      requestId: null,
      form: null,
    };
    return [entry];
  });
}
