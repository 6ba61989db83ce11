/** The little that {@link SqlVectorStore} needs of a connection to PostgreSQL with pgvector. */
export interface SqlConnection {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>
  /** Runs all within one transaction, on one connection. */
  transaction<Result>(work: (connection: SqlQuery) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

export type SqlQuery = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>
