import { checkSiteConfig } from '../../electron/kiosk/configuration/check-site-config.ts';

/**
 * Checks a site's configuration and the files that it names, and says what nobody can do there. No device is touched.
 * @returns the exit code: 2 where the configuration or a file is not right
 */
export async function checkConfig(file: string): Promise<number> {
  const checked = await checkSiteConfig(file);
  if (!checked.ok) {
    console.error(`start: ${checked.error}`);
    return 2;
  }
  const { warnings, daysLeft } = checked.value;
  for (const warning of warnings) console.error(`${file}: ${warning}`);
  console.log(`${file} is right; the kiosk's certificate holds for ${daysLeft} days more`);
  return 0;
}
