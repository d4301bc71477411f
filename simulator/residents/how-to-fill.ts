import { hasResident } from '../../issuing-center/registers/residents.ts';
import type { Sql } from '../../issuing-center/store/sql.ts';
import { WrongWords } from '../../shared/command-options.ts';
import { holders } from './holders.ts';

/**
 * Whether the made-up residents may be entered into a database: the demonstration's own, or one of a server that is empty and was
 * named for it. They have cards whose PIN everybody knows, so a municipality's database must never get them. To be asked before
 * a center starts on it.
 * @param own the embedded one in the demonstration's folder
 * @throws WrongWords when the database is a server's and empty, and was not named for it, or a center has worked on it before
 */
export async function howToFill(
  sql: Sql,
  { own, madeUp }: { readonly own: boolean; readonly madeUp: boolean },
): Promise<'fill' | 'leave'> {
  if (!(await hasTable(sql, 'residents'))) {
    if (own || (madeUp && !(await hasTable(sql, 'center_site')))) return 'fill';
    throw new WrongWords(
      'DATABASE_URL: the database is empty; give --made-up if it is to be filled with made-up residents',
    );
  }
  const [first] = holders;
  // Cards made since it was filled here are added.
  if (first !== undefined && (await hasResident(sql, first.id))) return 'fill';
  if (await hasResident(sql)) return 'leave';
  if (own) return 'fill';
  throw new WrongWords(
    'DATABASE_URL: a center has worked on this database, and it holds no residents: it is not filled with made-up ones',
  );
}

async function hasTable(sql: Sql, name: string): Promise<boolean> {
  return (await sql.query('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [name])).length > 0;
}
