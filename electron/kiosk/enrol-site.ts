import { systemClock } from '../../shared/dates.ts';
import type { KioskCode } from '../../shared/kiosk-code.ts';
import type { Result } from '../../shared/result.ts';
import { enrolKiosk, type EnrolFault } from '../center-client/enrol.ts';
import { centerPaths } from './center-files.ts';
import type { KioskConfig } from './config.ts';

/** Where a center listens for kiosks without a certificate, unless it says otherwise. */
const usualPort = '8702';

/** The address at which a site's kiosk gets its first certificate. */
export function enrolmentUrl({ center }: Pick<KioskConfig, 'center'>): string {
  if (center.enrolment !== null) return center.enrolment;
  const url = new URL(center.url);
  url.port = usualPort;
  return url.href;
}

/**
 * Gets a site's kiosk its certificate, as its configuration names center and files; for a command, and for whoever sets the
 * kiosk up at its screen. Runs as the kiosk's own user, whose the files become.
 * @param file the configuration, beside which the files lie
 * @returns for how many days the certificate holds, or why there is none; the same call goes on
 */
export function enrolSite(
  config: Pick<KioskConfig, 'kiosk' | 'center'>,
  file: string,
  code: KioskCode,
): Promise<Result<{ daysLeft: number }, EnrolFault>> {
  return enrolKiosk({
    ...{ url: enrolmentUrl(config), kiosk: config.kiosk, code },
    ...{ files: centerPaths(config, file), clock: systemClock },
  });
}
