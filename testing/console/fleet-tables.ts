import type { EmbeddedSql } from '../../issuing-center/store/embedded.ts';
import { migrate } from '../../issuing-center/store/migrate.ts';
import { openEmptyInMemory } from '../../simulator/residents/empty-cluster.ts';

/** A center's tables without anything in them, for tests of what kiosks report and operators do. */
export async function openFleetTables(): Promise<EmbeddedSql & { readonly empty: () => Promise<void> }> {
  const sql = await openEmptyInMemory();
  await migrate(sql);
  return {
    ...sql,
    empty: () =>
      sql.script(`DELETE FROM kiosk_reports; DELETE FROM kiosk_runs; DELETE FROM kiosk_orders; DELETE FROM kiosk_alarms;
        DELETE FROM odd_reports; DELETE FROM distrusted_kiosks; DELETE FROM revoked_kiosks`),
  };
}
