var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/libsql/auth.js
var require_auth = __commonJS({
  "node_modules/libsql/auth.js"(exports, module) {
    var Authorization = {
      /**
       * Allow access to a resource.
       * @type {number}
       */
      ALLOW: 0,
      /**
       * Deny access to a resource and throw an error in `prepare()`.
       * @type {number}
       */
      DENY: 1
    };
    module.exports = Authorization;
  }
});

// node_modules/libsql/sqlite-error.js
var require_sqlite_error = __commonJS({
  "node_modules/libsql/sqlite-error.js"(exports, module) {
    "use strict";
    var descriptor2 = { value: "SqliteError", writable: true, enumerable: false, configurable: true };
    function SqliteError(message, code, rawCode) {
      if (new.target !== SqliteError) {
        return new SqliteError(message, code);
      }
      if (typeof code !== "string") {
        throw new TypeError("Expected second argument to be a string");
      }
      Error.call(this, message);
      descriptor2.value = "" + message;
      Object.defineProperty(this, "message", descriptor2);
      Error.captureStackTrace(this, SqliteError);
      this.code = code;
      this.rawCode = rawCode;
    }
    Object.setPrototypeOf(SqliteError, Error);
    Object.setPrototypeOf(SqliteError.prototype, Error.prototype);
    Object.defineProperty(SqliteError.prototype, "name", descriptor2);
    module.exports = SqliteError;
  }
});

// node_modules/libsql/index.js
var require_libsql = __commonJS({
  "node_modules/libsql/index.js"(exports, module) {
    "use strict";
    var { load, currentTarget } = __require("@neon-rs/load");
    var { familySync, GLIBC, MUSL } = __require("detect-libc");
    function requireNative() {
      if (process.env.LIBSQL_JS_DEV) {
        return load(__dirname);
      }
      let target = currentTarget();
      if (familySync() == GLIBC) {
        switch (target) {
          case "linux-x64-musl":
            target = "linux-x64-gnu";
            break;
          case "linux-arm64-musl":
            target = "linux-arm64-gnu";
            break;
        }
      }
      if (target === "linux-arm-gnueabihf" && familySync() == MUSL) {
        target = "linux-arm-musleabihf";
      }
      return __require(`@libsql/${target}`);
    }
    var {
      databaseOpen,
      databaseOpenWithSync,
      databaseInTransaction,
      databaseInterrupt,
      databaseClose,
      databaseSyncSync,
      databaseSyncUntilSync,
      databaseExecSync,
      databasePrepareSync,
      databaseDefaultSafeIntegers,
      databaseAuthorizer,
      databaseLoadExtension,
      databaseMaxWriteReplicationIndex,
      statementRaw,
      statementIsReader,
      statementGet,
      statementRun,
      statementInterrupt,
      statementRowsSync,
      statementColumns,
      statementSafeIntegers,
      rowsNext
    } = requireNative();
    var Authorization = require_auth();
    var SqliteError = require_sqlite_error();
    function convertError(err) {
      if (err.libsqlError) {
        return new SqliteError(err.message, err.code, err.rawCode);
      }
      return err;
    }
    var Database3 = class {
      /**
       * Creates a new database connection. If the database file pointed to by `path` does not exists, it will be created.
       *
       * @constructor
       * @param {string} path - Path to the database file.
       */
      constructor(path2, opts) {
        const encryptionCipher = opts?.encryptionCipher ?? "aes256cbc";
        if (opts && opts.syncUrl) {
          var authToken = "";
          if (opts.syncAuth) {
            console.warn("Warning: The `syncAuth` option is deprecated, please use `authToken` option instead.");
            authToken = opts.syncAuth;
          } else if (opts.authToken) {
            authToken = opts.authToken;
          }
          const encryptionKey = opts?.encryptionKey ?? "";
          const syncPeriod = opts?.syncPeriod ?? 0;
          const readYourWrites = opts?.readYourWrites ?? true;
          const offline = opts?.offline ?? false;
          const remoteEncryptionKey = opts?.remoteEncryptionKey ?? "";
          this.db = databaseOpenWithSync(path2, opts.syncUrl, authToken, encryptionCipher, encryptionKey, syncPeriod, readYourWrites, offline, remoteEncryptionKey);
        } else {
          const authToken2 = opts?.authToken ?? "";
          const encryptionKey = opts?.encryptionKey ?? "";
          const timeout = opts?.timeout ?? 0;
          const remoteEncryptionKey = opts?.remoteEncryptionKey ?? "";
          this.db = databaseOpen(path2, authToken2, encryptionCipher, encryptionKey, timeout, remoteEncryptionKey);
        }
        this.memory = path2 === ":memory:";
        this.readonly = false;
        this.name = "";
        this.open = true;
        const db = this.db;
        Object.defineProperties(this, {
          inTransaction: {
            get() {
              return databaseInTransaction(db);
            }
          }
        });
      }
      sync() {
        return databaseSyncSync.call(this.db);
      }
      syncUntil(replicationIndex) {
        return databaseSyncUntilSync.call(this.db, replicationIndex);
      }
      /**
       * Prepares a SQL statement for execution.
       *
       * @param {string} sql - The SQL statement string to prepare.
       */
      prepare(sql) {
        try {
          const stmt = databasePrepareSync.call(this.db, sql);
          return new Statement(stmt);
        } catch (err) {
          throw convertError(err);
        }
      }
      /**
       * Returns a function that executes the given function in a transaction.
       *
       * @param {function} fn - The function to wrap in a transaction.
       */
      transaction(fn) {
        if (typeof fn !== "function")
          throw new TypeError("Expected first argument to be a function");
        const db = this;
        const wrapTxn = (mode) => {
          return (...bindParameters) => {
            db.exec("BEGIN " + mode);
            try {
              const result = fn(...bindParameters);
              db.exec("COMMIT");
              return result;
            } catch (err) {
              db.exec("ROLLBACK");
              throw err;
            }
          };
        };
        const properties = {
          default: { value: wrapTxn("") },
          deferred: { value: wrapTxn("DEFERRED") },
          immediate: { value: wrapTxn("IMMEDIATE") },
          exclusive: { value: wrapTxn("EXCLUSIVE") },
          database: { value: this, enumerable: true }
        };
        Object.defineProperties(properties.default.value, properties);
        Object.defineProperties(properties.deferred.value, properties);
        Object.defineProperties(properties.immediate.value, properties);
        Object.defineProperties(properties.exclusive.value, properties);
        return properties.default.value;
      }
      pragma(source, options) {
        if (options == null) options = {};
        if (typeof source !== "string") throw new TypeError("Expected first argument to be a string");
        if (typeof options !== "object") throw new TypeError("Expected second argument to be an options object");
        const simple = options["simple"];
        const stmt = this.prepare(`PRAGMA ${source}`, this, true);
        return simple ? stmt.pluck().get() : stmt.all();
      }
      backup(filename, options) {
        throw new Error("not implemented");
      }
      serialize(options) {
        throw new Error("not implemented");
      }
      function(name, options, fn) {
        if (options == null) options = {};
        if (typeof options === "function") {
          fn = options;
          options = {};
        }
        if (typeof name !== "string")
          throw new TypeError("Expected first argument to be a string");
        if (typeof fn !== "function")
          throw new TypeError("Expected last argument to be a function");
        if (typeof options !== "object")
          throw new TypeError("Expected second argument to be an options object");
        if (!name)
          throw new TypeError(
            "User-defined function name cannot be an empty string"
          );
        throw new Error("not implemented");
      }
      aggregate(name, options) {
        if (typeof name !== "string")
          throw new TypeError("Expected first argument to be a string");
        if (typeof options !== "object" || options === null)
          throw new TypeError("Expected second argument to be an options object");
        if (!name)
          throw new TypeError(
            "User-defined function name cannot be an empty string"
          );
        throw new Error("not implemented");
      }
      table(name, factory) {
        if (typeof name !== "string")
          throw new TypeError("Expected first argument to be a string");
        if (!name)
          throw new TypeError(
            "Virtual table module name cannot be an empty string"
          );
        throw new Error("not implemented");
      }
      authorizer(rules) {
        databaseAuthorizer.call(this.db, rules);
      }
      loadExtension(...args) {
        databaseLoadExtension.call(this.db, ...args);
      }
      maxWriteReplicationIndex() {
        return databaseMaxWriteReplicationIndex.call(this.db);
      }
      /**
       * Executes a SQL statement.
       *
       * @param {string} sql - The SQL statement string to execute.
       */
      exec(sql) {
        try {
          databaseExecSync.call(this.db, sql);
        } catch (err) {
          throw convertError(err);
        }
      }
      /**
       * Interrupts the database connection.
       */
      interrupt() {
        databaseInterrupt.call(this.db);
      }
      /**
       * Closes the database connection.
       */
      close() {
        databaseClose.call(this.db);
        this.open = false;
      }
      /**
       * Toggle 64-bit integer support.
       */
      defaultSafeIntegers(toggle) {
        databaseDefaultSafeIntegers.call(this.db, toggle ?? true);
        return this;
      }
      unsafeMode(...args) {
        throw new Error("not implemented");
      }
    };
    var Statement = class {
      constructor(stmt) {
        this.stmt = stmt;
        this.pluckMode = false;
      }
      /**
       * Toggle raw mode.
       *
       * @param raw Enable or disable raw mode. If you don't pass the parameter, raw mode is enabled.
       */
      raw(raw) {
        statementRaw.call(this.stmt, raw ?? true);
        return this;
      }
      /**
       * Toggle pluck mode.
       *
       * @param pluckMode Enable or disable pluck mode. If you don't pass the parameter, pluck mode is enabled.
       */
      pluck(pluckMode) {
        this.pluckMode = pluckMode ?? true;
        return this;
      }
      get reader() {
        return statementIsReader.call(this.stmt);
      }
      /**
       * Executes the SQL statement and returns an info object.
       */
      run(...bindParameters) {
        try {
          if (bindParameters.length == 1 && typeof bindParameters[0] === "object") {
            return statementRun.call(this.stmt, bindParameters[0]);
          } else {
            return statementRun.call(this.stmt, bindParameters.flat());
          }
        } catch (err) {
          throw convertError(err);
        }
      }
      /**
       * Executes the SQL statement and returns the first row.
       *
       * @param bindParameters - The bind parameters for executing the statement.
       */
      get(...bindParameters) {
        try {
          if (bindParameters.length == 1 && typeof bindParameters[0] === "object") {
            return statementGet.call(this.stmt, bindParameters[0]);
          } else {
            return statementGet.call(this.stmt, bindParameters.flat());
          }
        } catch (err) {
          throw convertError(err);
        }
      }
      /**
       * Executes the SQL statement and returns an iterator to the resulting rows.
       *
       * @param bindParameters - The bind parameters for executing the statement.
       */
      iterate(...bindParameters) {
        var rows = void 0;
        if (bindParameters.length == 1 && typeof bindParameters[0] === "object") {
          rows = statementRowsSync.call(this.stmt, bindParameters[0]);
        } else {
          rows = statementRowsSync.call(this.stmt, bindParameters.flat());
        }
        const iter = {
          nextRows: Array(100),
          nextRowIndex: 100,
          next() {
            try {
              if (this.nextRowIndex === 100) {
                rowsNext.call(rows, this.nextRows);
                this.nextRowIndex = 0;
              }
              const row = this.nextRows[this.nextRowIndex];
              this.nextRows[this.nextRowIndex] = void 0;
              if (!row) {
                return { done: true };
              }
              this.nextRowIndex++;
              return { value: row, done: false };
            } catch (err) {
              throw convertError(err);
            }
          },
          [Symbol.iterator]() {
            return this;
          }
        };
        return iter;
      }
      /**
       * Executes the SQL statement and returns an array of the resulting rows.
       *
       * @param bindParameters - The bind parameters for executing the statement.
       */
      all(...bindParameters) {
        try {
          const result = [];
          for (const row of this.iterate(...bindParameters)) {
            if (this.pluckMode) {
              result.push(row[Object.keys(row)[0]]);
            } else {
              result.push(row);
            }
          }
          return result;
        } catch (err) {
          throw convertError(err);
        }
      }
      /**
       * Interrupts the statement.
       */
      interrupt() {
        statementInterrupt.call(this.stmt);
      }
      /**
       * Returns the columns in the result set returned by this prepared statement.
       */
      columns() {
        return statementColumns.call(this.stmt);
      }
      /**
       * Toggle 64-bit integer support.
       */
      safeIntegers(toggle) {
        statementSafeIntegers.call(this.stmt, toggle ?? true);
        return this;
      }
    };
    module.exports = Database3;
    module.exports.Authorization = Authorization;
    module.exports.SqliteError = SqliteError;
  }
});

// bench/zz-probe2.ts
var import_libsql2 = __toESM(require_libsql(), 1);

// providers/src/sqlite/database-uri.ts
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { SettingError } from "@extconn/runtime";
function databaseUri(path2, mode) {
  if (path2 === ":memory:") return path2;
  if (path2.includes("\0")) throw new SettingError("invalid-configuration", "Database path contains NUL");
  if (/^file:/i.test(path2)) return withMode(path2, mode);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path2)) {
    throw new SettingError(
      "unsupported-setting",
      "Database path must be a file or :memory:; remote databases are not supported"
    );
  }
  return `${pathToFileURL(resolve(path2)).href}?mode=${mode}`;
}
function withMode(uri, mode) {
  const [location = "", query = ""] = uri.split("#", 1).join("").split(/\?(.*)/s);
  const parameters = query.split("&").filter((parameter) => parameter !== "");
  if (mode !== "ro" || parameters.includes("mode=memory")) return uri;
  return `${location}?${[...parameters.filter((parameter) => !parameter.startsWith("mode=")), "mode=ro"].join("&")}`;
}

// providers/src/sqlite/configuration.gen.ts
import {
  ConfigurationBase,
  createConfiguration,
  expecting,
  missing,
  pattern,
  wholeNumber
} from "@extconn/runtime/codegen/v1";
import { z } from "zod";
var sqliteConfigurationSchema = z.strictObject({
  path: z.string({ error: missing("Database path is required") }).check(pattern("\\S", "Database path is required")),
  busyTimeout: z.number({ error: expecting("integer") }).check(wholeNumber()).gte(0).default(5e3),
  enableForeignKeys: z.boolean().default(true)
});
var descriptor = {
  provider: "Sqlite",
  schema: sqliteConfigurationSchema,
  secrets: [],
  roles: {},
  target: "path",
  shape: {
    kind: "object",
    fields: {
      path: { kind: "string" },
      busyTimeout: { kind: "integer" },
      enableForeignKeys: { kind: "boolean" }
    }
  }
};
var SqliteConfiguration = class _SqliteConfiguration extends ConfigurationBase {
  /** What files and services are told about the class. */
  static descriptor = descriptor;
  static providerName = "Sqlite";
  providerName = "Sqlite";
  constructor(values) {
    super(descriptor, values);
  }
  /** A complete, valid configuration, or `invalid-configuration` with a sentence for each fault. */
  static create(input) {
    return createConfiguration(descriptor, input, (values) => new _SqliteConfiguration(values));
  }
};

// providers/src/sqlite/connection.ts
import { existsSync } from "node:fs";
import { basename, dirname, resolve as resolve2 } from "node:path";
import {
  ConnectionBase,
  errorCode
} from "@extconn/runtime";
import Database from "libsql";
var READ_FILE = "PRAGMA schema_version";
var SqliteConnection = class extends ConnectionBase {
  async openDriver() {
    const database = this.#openFile();
    try {
      const foreignKeys = `PRAGMA foreign_keys = ${this.configuration.enableForeignKeys ? "ON" : "OFF"}`;
      const queryOnly = this.#isReadOnly ? "PRAGMA query_only = ON" : "";
      database.exec(`${foreignKeys}; ${queryOnly}; ${READ_FILE}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }
  async closeDriver(database) {
    database.close();
  }
  async pingDriver(database, _context) {
    database.exec(READ_FILE);
  }
  async readMetadata(database) {
    const pragma = (name) => database.prepare(`PRAGMA ${name}`).pluck().all()[0];
    return {
      systemName: "SQLite",
      version: String(database.prepare("SELECT sqlite_version()").pluck().all()[0]),
      databaseName: basename(this.configuration.path),
      properties: {
        isReadOnly: this.#isReadOnly,
        enforcesForeignKeys: pragma("foreign_keys") === 1,
        busyTimeout: Number(pragma("busy_timeout")),
        journalMode: String(pragma("journal_mode")),
        encoding: String(pragma("encoding"))
      }
    };
  }
  classifyError(error) {
    const code = errorCode(error);
    if (typeof code === "string" && /^SQLITE_(?:BUSY|LOCKED)/.test(code)) return "transient";
    const isClosed = error instanceof TypeError && error.message === "The database connection is not open";
    return isClosed ? "connectionLost" : "other";
  }
  get #isReadOnly() {
    return this.connectionMode === "ReadOnly";
  }
  #openFile() {
    const { path: path2, busyTimeout } = this.configuration;
    const uri = databaseUri(path2, this.#isReadOnly ? "ro" : "rwc");
    try {
      return new Database(uri, { timeout: busyTimeout });
    } catch (error) {
      throw new Error(whyNotOpened(path2, this.#isReadOnly), { cause: error });
    }
  }
};
function whyNotOpened(path2, isReadOnly) {
  const folder = dirname(resolve2(path2));
  if (!/^file:/i.test(path2)) {
    if (!existsSync(folder)) return `The folder '${folder}' does not exist`;
    if (isReadOnly && !existsSync(path2)) return `The database file '${resolve2(path2)}' does not exist`;
  }
  return `The database file '${path2}' cannot be opened`;
}

// bench/zz-probe2.ts
import { rmSync } from "node:fs";
rmSync("/tmp/probe.db", { force: true });
var path = "/tmp/probe.db";
var seed = new import_libsql2.default(path);
seed.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (7,'s')");
seed.close();
var read = (d) => d.prepare("SELECT name FROM items WHERE id = ?").all(7);
var c = SqliteConfiguration.create({ path }).value;
var Fake = class extends SqliteConnection {
  async openDriver() {
    return { close() {
    } };
  }
};
var v = {
  bare() {
    const d = new import_libsql2.default(path, { timeout: 5e3 });
    d.exec("PRAGMA foreign_keys = ON");
    read(d);
    d.close();
  },
  bareUri() {
    const d = new import_libsql2.default(databaseUri(path, "rwc"), { timeout: c.busyTimeout });
    d.exec("PRAGMA foreign_keys = ON");
    read(d);
    d.close();
  },
  bareRead() {
    const d = new import_libsql2.default(path, { timeout: 5e3 });
    d.exec("PRAGMA foreign_keys = ON; ;  PRAGMA schema_version");
    read(d);
    d.close();
  },
  bareAll() {
    const d = new import_libsql2.default(databaseUri(path, "rwc"), { timeout: c.busyTimeout });
    d.exec("PRAGMA foreign_keys = ON; ;  PRAGMA schema_version");
    read(d);
    d.close();
  },
  async layer() {
    const x = new SqliteConnection(c);
    await x.open();
    await x.execute(read);
    await x.close();
  },
  async bareAsync() {
    const d = new import_libsql2.default(databaseUri(path, "rwc"), { timeout: c.busyTimeout });
    d.exec("PRAGMA foreign_keys = ON; ;  PRAGMA schema_version");
    for (let i = 0; i < 8; i++) await null;
    read(d);
    for (let i = 0; i < 8; i++) await null;
    d.close();
  },
  async driverOnly() {
    const x = new SqliteConnection(c);
    const d = await x.openDriver();
    read(d);
    await x.closeDriver(d);
  },
  async fake() {
    const x = new Fake(c);
    await x.open();
    await x.execute(() => 1);
    await x.close();
  }
};
for (let r = 0; r < 4e3; r++) {
  for (let i = 0; i < 5; i++) await v.layer();
  await new Promise(setImmediate);
}
