/**
 * A configuration starts a municipality's center, and nothing made up is even loaded; without one the demonstration starts.
 */
const args = process.argv.slice(2);
const configured = args.some((arg) => arg === '--config' || arg.startsWith('--config='));

process.exitCode = configured
  ? await (await import('../../issuing-center/main.ts')).runCenter(args)
  : await (await import('../../simulator/console/demonstration-center.ts')).runDemonstrationCenter(args);
