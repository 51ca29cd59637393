/** An error as SQL Server reports it: number, severity (`class`), state and sentence. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly number: number;
  readonly class: number;
  readonly state: number;
  readonly line: number;

  constructor(number: number, subjects: readonly string[] = [], line = 1) {
    const [severity, state, sentence] = CATALOGUE[number] ?? [16, 1, `Error ${number} of the test server.`];
    super(sentence.replace(/%(\d)/g, (_, index: string) => subjects[Number(index) - 1] ?? ''));
    this.number = number;
    this.class = severity;
    this.state = state;
    this.line = line;
  }
}

/** The real numbers, severities, states and sentences of what this server reports or is told to report. */
const CATALOGUE: Readonly<Record<number, readonly [severity: number, state: number, sentence: string]>> = {
  102: [15, 1, "Incorrect syntax near '%1'."],
  105: [15, 1, "Unclosed quotation mark after the character string '%1'."],
  137: [15, 2, 'Must declare the scalar variable "%1".'],
  156: [15, 1, "Incorrect syntax near the keyword '%1'."],
  195: [15, 10, "'%1' is not a recognized built-in function name."],
  206: [16, 2, 'Operand type clash: %1 is incompatible with %2'],
  207: [16, 1, "Invalid column name '%1'."],
  208: [16, 1, "Invalid object name '%1'."],
  213: [16, 1, 'Column name or number of supplied values does not match table definition.'],
  220: [16, 2, 'Arithmetic overflow error for data type %1, value = %2.'],
  245: [16, 1, "Conversion failed when converting the %1 value '%2' to data type %3."],
  263: [16, 1, 'Must specify table to select from.'],
  515: [
    16,
    2,
    "Cannot insert the value NULL into column '%1', table '%2'; column does not allow nulls. INSERT fails.",
  ],
  1205: [
    13,
    51,
    'Transaction (Process ID 51) was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.',
  ],
  1222: [16, 45, 'Lock request time out period exceeded.'],
  2627: [
    14,
    1,
    "Violation of PRIMARY KEY constraint 'PK_%1'. Cannot insert duplicate key in object 'dbo.%1'. The duplicate key value is (%2).",
  ],
  2628: [
    16,
    1,
    "String or binary data would be truncated in table '%1', column '%2'. Truncated value: '%3'.",
  ],
  2714: [16, 6, "There is already an object named '%1' in the database."],
  2715: [16, 6, 'Column, parameter, or variable #1: Cannot find data type %1.'],
  2812: [16, 62, "Could not find stored procedure '%1'."],
  3701: [11, 5, "Cannot drop the table '%1', because it does not exist or you do not have permission."],
  3906: [16, 2, 'Failed to update database "%1" because the database is read-only.'],
  4002: [16, 1, 'The incoming tabular data stream (TDS) protocol stream is incorrect. %1'],
  4060: [11, 1, 'Cannot open database "%1" requested by the login. The login failed.'],
  8009: [
    16,
    1,
    'The incoming tabular data stream (TDS) remote procedure call (RPC) protocol stream is incorrect. Data type %1 is unknown.',
  ],
  10928: [20, 1, 'Resource ID: 1. The request limit for the database is 60 and has been reached.'],
  18456: [14, 1, "Login failed for user '%1'."],
  40197: [
    20,
    4,
    'The service has encountered an error processing your request. Please try again. Error code 4221.',
  ],
  40501: [20, 1, 'The service is currently busy. Retry the request after 10 seconds. Code: 131075.'],
  40613: [
    17,
    1,
    "Database 'test' on server 'test-server' is not currently available. Please retry the connection later.",
  ],
};
