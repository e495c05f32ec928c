import type postgres from "postgres";

// Lists are written out as one parameter each: beyond this a text is hardly asked twice, and would only fill the memory.
const mostParametersPrepared = 100;

/**
 * A client on which Drizzle's statements stay prepared on their connection: the driver's own way plans each anew, and
 * asks the server for its parameters first. `?prepare=false` in the address switches it off for poolers that can't.
 */
export function preparingClient(sql: postgres.Sql): postgres.Sql {
  return preparing(sql);
}

function preparing<T extends postgres.ISql>(sql: T): T {
  return new Proxy(sql, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver);
      if (name === "unsafe") return unsafeOf(target);
      if (name === "begin" || name === "savepoint") return withPreparing(target, value as Open);
      return value;
    },
  });
}

function unsafeOf(sql: postgres.ISql): postgres.ISql["unsafe"] {
  return (query, parameters = [], options) => {
    const prepare = parameters.length > 0 && parameters.length <= mostParametersPrepared;
    return sql.unsafe(query, parameters, { ...options, prepare });
  };
}

type Run = (sql: postgres.TransactionSql) => unknown;
type Open = (...args: unknown[]) => unknown;

/** `begin` and `savepoint` hand a client of their own to their last argument. */
function withPreparing(target: unknown, open: Open) {
  return (...args: unknown[]) => {
    const run = args.pop() as Run;
    return open.apply(target, [...args, (inner: postgres.TransactionSql) => run(preparing(inner))]);
  };
}
