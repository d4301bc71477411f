/**
 * A configuration, or a question about one, starts a municipality's center, and nothing made up is even loaded; without one the
 * demonstration starts.
 */
const args = process.argv.slice(2);
const ofConfigured = ['--config', '--check-config', '--config-schema'];
const configured = args.some((arg) => ofConfigured.includes(arg) || arg.startsWith('--config='));

process.exitCode = configured
  ? await (await import('../../issuing-center/main.ts')).runCenter(args)
  : await (await import('../../simulator/console/demonstration-center.ts')).runDemonstrationCenter(args);
