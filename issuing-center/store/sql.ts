/** A row as the driver returns it; whatever reads it checks it against a schema. */
export type Row = Readonly<Record<string, unknown>>;

export interface Queries {
  /**
   * One statement with $1, $2 … for its values. DATE comes back as `2024-03-31`, BIGINT as a number, BYTEA as bytes, JSONB as
   * its value, from either driver.
   * @throws when the database does not answer in time or refuses the statement
   */
  query(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** Queries beside which many rows can be entered at once. */
export interface BulkQueries extends Queries {
  /** Rows in the text form of COPY (tabs between values, `\N` for null, a line feed after each row) into a table's columns. */
  copy(table: string, columns: readonly string[], rows: string): Promise<void>;
}

/** A database in which one transaction may take as long as it needs. */
export interface BulkSql extends Queries {
  /** All or nothing, as `Sql.transaction`. */
  bulk<T>(work: (queries: BulkQueries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** JSONB is passed as JSON text. */
export type SqlValue = string | number | boolean | null | Uint8Array;

/** One SQL interface for PostgreSQL in this process (PGlite) and on a server. */
export interface Sql extends Queries {
  /** Several statements without values: for the schema. */
  script(text: string): Promise<void>;
  /**
   * All or nothing; rolls back and rethrows when `work` throws. Inside it only the given `Queries` may be used: the embedded
   * database has one connection, and a query beside the transaction would wait for it for ever.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
